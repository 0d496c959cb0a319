import type { reliefZh } from './relief.zh.js';
import type { Translated } from './translated.js';

export const reliefEn: Translated<typeof reliefZh> = {
  relief: {
    waive: 'Waive',
    waiveFor: 'Waive {{rule}} of {{name}}',
    waiveTitle: 'Waive a duty: {{name}}',
    waiveHint:
      'For this month only; the weekly target and the contact a quarter are never waived. It then stands as waived, with who and why.',
    reason: 'Reason (required)',
    waived: '{{rule}} of {{name}} waived',
    waivedBy: '{{period}} waived by {{name}} on {{date}}: {{reason}}',
    erased: '(erased)',
    included: '{{n}} waived',
    leave: 'Leave',
    leaveFor: 'Leave of {{name}}',
    leaveTitle: 'Leave: {{name}}',
    leaveHint:
      'The weekly target (C1) and the contact a quarter (C2) are pro-rated for leave; C3–C5 are not: waive them client by client.',
    from: 'First day',
    to: 'Last day',
    endsBefore: 'Ends before it begins',
    noted: 'Leave on file',
    days: '{{from}} to {{to}}',
    leaveSave: 'Note the leave',
    leaveTaken: 'Leave of {{name}} noted',
    leaveCancel: 'Take back',
    leaveCancelFor: 'Take back the leave from {{from}} to {{to}}',
    leaveCancelled: 'Leave of {{name}} taken back',
    onLeave: 'on leave {{from}} to {{to}}',
  },
};
