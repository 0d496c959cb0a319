import type { JsonObject } from '@pcrm/event-sourcing';
import { factsOf, text, type Check } from './evidence.js';

const DAY_MS = 86_400_000;

/** What may be sent to one client, as its facts say one after the other. */
class Recipient {
  private readonly consents = new Map<string, string>();
  /** Advertisements that left or may have left, by key. */
  private readonly marketing = new Map<string, string>();
  private readonly started = new Set<string>();

  /** Takes in one fact; answers what was wrong with it. */
  take(type: string, data: JsonObject): readonly string[] {
    if (type === 'ConsentNoted') this.consents.set(text(data['purpose']), text(data['state']));
    // What did not arrive does not count.
    if (type === 'MessageFailed') this.marketing.delete(text(data['messageId']));
    return type === 'DispatchStarted' ? this.start(text(data['key']), text(data['kind']), text(data['at'])) : [];
  }

  private start(key: string, kind: string, at: string): readonly string[] {
    const wrong: string[] = [];
    const consent = this.consents.get(kind);
    if (this.started.has(key)) wrong.push(`${key} was started twice`);
    this.started.add(key);
    if (consent !== 'granted' && (consent !== undefined || kind === 'marketing'))
      wrong.push(`${key}: ${kind} left while consent was ${consent ?? 'never given'}`);
    if (kind !== 'marketing') return wrong;
    const isNear = (other: string): boolean => Math.abs(Date.parse(other) - Date.parse(at)) < 7 * DAY_MS;
    if ([...this.marketing.values()].some(isNear)) wrong.push(`${key}: a second advertisement within seven days`);
    this.marketing.set(key, at);
    return wrong;
  }
}

/** Nothing is sent twice, nothing before the fact that stands before it, nothing that the client does not want, not too often. */
export const sendingsAreLawful: Check = ({ branch, facts }) => {
  const { asked, tooEarly } = branch.stores.sms;
  const wrong = tooEarly.map((key) => `${key} left before its DispatchStarted`);
  for (const [key, times] of asked)
    if (times > 1) wrong.push(`${key} was handed to the gateway ${String(times)} times`);
  const recipients = new Map<string, Recipient>();
  for (const { stream, type, data } of factsOf(facts, 'outreach')) {
    const recipient = recipients.get(stream) ?? new Recipient();
    recipients.set(stream, recipient);
    wrong.push(...recipient.take(type, data));
  }
  return wrong;
};

/** What a client said about SMS is what notifications goes by, once everything is at rest. */
export const consentsAreKnown: Check = ({ facts }) => {
  const said = new Map<string, string>();
  const known = new Map<string, string>();
  for (const { type, data } of facts) {
    const place = `${text(data['clientId'])} ${text(data['purpose'])}`;
    if (type === 'ConsentChanged' && data['channel'] === 'sms') said.set(place, text(data['state']));
    if (type === 'ConsentNoted') known.set(place, text(data['state']));
  }
  return [...said].flatMap(([place, state]) =>
    known.get(place) === state ? [] : [`${place} is ${state}, known as ${known.get(place) ?? 'unsaid'}`],
  );
};
