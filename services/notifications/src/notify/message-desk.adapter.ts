import { BRANCH_KEY, toShanghaiDate, type OutreachTerms } from '@pcrm/contracts';
import { Refusal, type Clock } from '@pcrm/event-sourcing';
import { BadInput, type Scope, type Views } from '@pcrm/platform';
import { versionOn } from '../built-in-policy.js';
import type { Template } from '../compose/message-template.events.js';
import type { OutreachPolicies, Outreaches, Templates } from '../notifications.tokens.js';
import { recipients, type RecipientRow } from '../recipients.projection.js';
import { assertComplete, kindOf, segmentsOf, type Values } from '../wording.js';
import type { MessageTexts } from './message-text.adapter.js';
import { outbox, type OutboxRow } from './outbox/outbox.projection.js';
import type { Maintainer } from './outreach.events.js';

export type Preview = { readonly text: string; readonly segments: number; readonly kind: string };
/** Whose text it would be, from whom, with which values. */
export type PreviewOf = Maintainer & {
  readonly clientId: string;
  readonly messageId?: string;
  readonly values?: Values;
};

export type DeskParts = {
  readonly templates: Templates;
  readonly policies: OutreachPolicies;
  readonly outreaches: Outreaches;
  readonly views: Views;
  readonly texts: MessageTexts;
  readonly clock: Clock;
};

/** What controllers look up before a message is decided on. */
export class MessageDesk {
  constructor(private readonly parts: DeskParts) {}

  async terms(): Promise<OutreachTerms> {
    const { adopted } = (await this.parts.policies.read(BRANCH_KEY)).state;
    return versionOn(adopted, toShanghaiDate(this.parts.clock.now())).terms;
  }

  /** A template in use. */
  async template(templateId: string): Promise<Template> {
    const template = (await this.parts.templates.read(BRANCH_KEY)).state[templateId]?.approved;
    if (!template) throw new Refusal('template.not-in-use');
    return template;
  }

  /** The template a message leaves with: its own, else the one in use for its occasion. */
  async templateFor({ clientId, messageId, occasion }: OutboxRow): Promise<Template> {
    const own = (await this.parts.outreaches.read(clientId)).state.messages.get(messageId)?.templateId;
    if (own) return await this.template(own);
    const book = (await this.parts.templates.read(BRANCH_KEY)).state;
    const fitting = Object.values(book).flatMap(({ approved }) => (approved?.occasion === occasion ? [approved] : []));
    const [first] = fitting.sort((one, other) => (one.templateId < other.templateId ? -1 : 1));
    if (!first) throw new Refusal('template.none-for-occasion', { occasion });
    return first;
  }

  /** The text as the client will read it, with the name masked; counted with the real one. */
  async preview(template: Template, of: PreviewOf, scope: Scope): Promise<Preview> {
    const terms = await this.terms();
    const opened = await this.parts.texts.open(of.clientId, of.messageId);
    const values = of.values ?? opened.values;
    assertComplete(template, values);
    const shown = (await this.parts.views.load(recipients, scope, [of.clientId])).get(of.clientId)?.doc.name ?? null;
    const [text, real] = await Promise.all([
      this.parts.texts.text(template, terms, { name: shown, values }, of),
      this.parts.texts.text(template, terms, { name: opened.name, values }, of),
    ]);
    return { text, segments: segmentsOf(real), kind: kindOf(template, values, terms) };
  }

  async message(scope: Scope, messageId: string): Promise<OutboxRow> {
    return (await this.parts.views.get(outbox, scope, messageId)).doc;
  }
  async recipient(scope: Scope, clientId: string): Promise<RecipientRow> {
    return (await this.parts.views.get(recipients, scope, clientId)).doc;
  }
}

/** Values of variables: short texts, nothing else. */
export function checkedValues(values: Readonly<Record<string, unknown>> = {}): Values {
  const wrong = Object.entries(values).filter(
    ([name, value]) => typeof value !== 'string' || value.length > 60 || !/^[A-Za-z][A-Za-z0-9]{0,30}$/.test(name),
  );
  if (wrong.length === 0) return values as Values;
  throw new BadInput([
    {
      field: 'values',
      rule: 'isShortText',
      zh: '每项应为文字，最多 60 个字',
      en: 'must be texts of at most 60 characters',
    },
  ]);
}
