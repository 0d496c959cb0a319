import { specification } from '@pcrm/event-sourcing/testing';
import { adoptBuiltIn } from './adopt-built-in/adopt-built-in.js';
import { approveTemplate } from './approve-template/approve-template.js';
import { draftTemplate } from './draft-template/draft-template.js';
import type { Template, TemplateEvent } from './message-template.events.js';
import { templateBook } from './template-book.js';
import { withdrawTemplate } from './withdraw-template/withdraw-template.js';

const given = specification(templateBook);
const templateId = 'c0a8f1de-0000-5000-8000-000000000009';
const wording = {
  name: '中秋',
  kind: 'greeting' as const,
  occasion: null,
  text: '{clientName}中秋快乐{gift}',
  variables: ['gift'],
};
const template = (version: number): Template => ({ ...wording, templateId, version });
const drafted = (version = 1): TemplateEvent => ({
  type: 'TemplateDrafted',
  data: { ...template(version), draftedBy: 'maker' },
});
const approved = (version = 1): TemplateEvent => ({
  type: 'TemplateApproved',
  data: { templateId, version, approvedBy: 'checker' },
});
const withdrawn: TemplateEvent = { type: 'TemplateWithdrawn', data: { templateId, withdrawnBy: 'checker' } };
const approve = (version: number, approvedBy = 'checker') => ({ templateId, version, approvedBy });

describe('a template', () => {
  it('is drafted with known and declared variables only', () => {
    given()
      .when(draftTemplate, { templateId, wording, draftedBy: 'maker' })
      .then(drafted() as never);
    given(drafted()).when(draftTemplate, { templateId, wording, draftedBy: 'maker' }).thenNothing();
    const variables = ['gift', 'date'];
    given(drafted())
      .when(draftTemplate, { templateId, wording: { ...wording, variables }, draftedBy: 'maker' })
      .then({ type: 'TemplateDrafted', data: { ...template(2), variables, draftedBy: 'maker' } } as never);
    given()
      .when(draftTemplate, { templateId, wording: { ...wording, variables: [] }, draftedBy: 'maker' })
      .thenRefused('template.unknown-variable', { variable: 'gift' });
  });
  it('is in use once a second person approves that very version', () => {
    given(drafted())
      .when(approveTemplate, approve(1))
      .then(approved() as never);
    given(drafted()).when(approveTemplate, approve(1, 'maker')).thenRefused('template.maker-is-checker');
    given(drafted()).when(approveTemplate, approve(2)).thenRefused('template.not-waiting');
    given().when(approveTemplate, approve(1)).thenRefused('template.unknown');
    given(drafted(), approved()).when(approveTemplate, approve(1)).thenNothing();
    given(drafted(), approved(), drafted(2)).thenState({
      [templateId]: { newest: 2, approved: template(1), draft: { ...template(2), draftedBy: 'maker' } },
    });
  });
  it('goes out of use, draft and all', () => {
    given(drafted(), approved()).when(withdrawTemplate, { templateId, withdrawnBy: 'checker' }).then(withdrawn);
    given(drafted(), withdrawn).thenState({ [templateId]: { newest: 1, approved: null, draft: null } });
    given(drafted(), withdrawn).when(withdrawTemplate, { templateId, withdrawnBy: 'checker' }).thenNothing();
  });
  it('that is built in is adopted once, and what was withdrawn stays so', () => {
    const adopted: TemplateEvent = { type: 'BuiltInTemplateAdopted', data: template(1) };
    given()
      .when(adoptBuiltIn, { templates: [template(1)] })
      .then(adopted);
    given(adopted, withdrawn)
      .when(adoptBuiltIn, { templates: [template(1)] })
      .thenNothing();
  });
});
