import { addDays, CHANNELS, OCCUPATIONS, ORIENTATIONS, type SigningStage } from '@pcrm/contracts';
import type { Act, ContactAct } from './act.js';
import type { Staff } from './branch.js';
import { isHigher, tierFor, type Care, type Pursuit } from './care.js';
import type { Chance } from './chance.js';
import { noteReached, type Today } from './contacting.js';

const STAGES: readonly SigningStage[] = ['ALLOCATED', 'PREPARING', 'INVITED', 'CONTACTED', 'PRESENTED', 'SIGNING'];
/** Days a stage takes with a diligent manager. */
const DAYS: { readonly [S in SigningStage]?: number } = {
  ALLOCATED: 2,
  PREPARING: 3,
  INVITED: 5,
  CONTACTED: 8,
  PRESENTED: 6,
  SIGNING: 2,
};
const NEEDS = [
  '希望了解贵宾服务内容与权益',
  '关注资产稳健增值，期限一年以内',
  '子女教育金规划',
  '希望有专人提醒到期与利率变动',
];
const FEEDBACK = ['对贵宾服务表示认可', '希望网点减少等候时间', '愿意参加理财讲座', '需与家人商量后答复'];

/** The opportunity a manager works with this client moves on, when its day has come. */
export function pursue(care: Care, today: Today, chance: Chance): readonly Act[] {
  const { pursuit, maintainer } = care;
  if (!pursuit || !maintainer || today.nth < pursuit.nextOn) return [];
  return step({ care, pursuit, maintainer }, today, chance);
}

type Working = { readonly care: Care; readonly pursuit: Pursuit; readonly maintainer: Staff };

function step({ care, pursuit, maintainer }: Working, today: Today, chance: Chance): readonly Act[] {
  const to = STAGES[STAGES.indexOf(pursuit.stage) + 1];
  if (!to || (pursuit.ending === 'stalls' && to === 'PRESENTED')) return [];
  pursuit.nextOn =
    today.nth + Math.max(1, Math.round(((DAYS[to] ?? 3) * (0.6 + chance.next())) / maintainer.diligence));
  if (pursuit.ending === 'declines' && to === 'PRESENTED') return [declined(care, maintainer, today)];
  pursuit.stage = to;
  const prepared = before(to, care, today, chance);
  const advance: Act = {
    at: today.at(16.2),
    actor: maintainer.staffId,
    act: 'advance',
    clientNo: care.client.clientNo,
    to,
  };
  if (to === 'SIGNING') sign(care, chance);
  return [...prepared, advance];
}

function declined(care: Care, maintainer: Staff, { at }: Today): Act {
  care.pursuit = undefined;
  care.left = true;
  if (!care.tier) care.maintainer = undefined;
  const { clientNo } = care.client;
  return {
    at: at(16.4),
    actor: maintainer.staffId,
    act: 'terminate',
    clientNo,
    reasonCode: 'declined',
    reason: '客户表示暂不需要贵宾服务',
  };
}

/** What must have happened for the step: a call, a meeting with its report, a complete file. */
function before(to: SigningStage, care: Care, { nth, date, at }: Today, chance: Chance): readonly Act[] {
  const actor = care.maintainer?.staffId ?? '';
  const { clientNo } = care.client;
  const talk = (channel: 'phone' | 'meeting', purpose: string): Act => {
    noteReached(care, channel, nth);
    const report = { needs: chance.pick(NEEDS), feedback: chance.pick(FEEDBACK) };
    const contact: ContactAct = {
      act: 'contact',
      clientNo,
      channel,
      reached: true,
      purpose,
      outcome: chance.pick(['interested', 'considering', 'appointmentMade']),
      nextStepOn: addDays(date, chance.int(2, 7)),
      report,
    };
    return { at: at(10 + 5 * chance.next()), actor, ...contact };
  };
  if (to === 'INVITED') return [talk('phone', 'invitation')];
  if (to === 'CONTACTED') return [talk(chance.chance(0.5) ? 'meeting' : 'phone', 'firstContact')];
  if (to === 'PRESENTED') return [talk('meeting', 'presentation')];
  if (to !== 'SIGNING') return [];
  const file = {
    occupation: chance.pick(OCCUPATIONS),
    orientation: chance.pick(ORIENTATIONS),
    preferredChannel: chance.pick(CHANNELS.slice(0, 3)),
  };
  return [{ at: at(15.5), actor, act: 'file', clientNo, ...file }];
}

/** Signing takes effect in the same moment when the average still suffices. */
function sign(care: Care, chance: Chance): void {
  const reached = tierFor(care.averageFen);
  if (!isHigher(reached, care.tier)) return;
  care.tier = reached;
  care.pursuit = undefined;
  care.credits = chance.int(0, 1);
}
