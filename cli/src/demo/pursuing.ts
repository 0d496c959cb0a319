import { CHANNELS, OCCUPATIONS, ORIENTATIONS } from '@pcrm/contracts';
import type { Act, ContactAct } from './act.js';
import type { Staff } from './branch.js';
import type { Care, Pursuit } from './care.js';
import type { Chance } from './chance.js';
import { noteReached } from './contacting.js';
import { FEEDBACK, NEEDS, ON_HOLD, STEP_BACK } from './phrases.js';
import { COOL_OFF_DAYS, lapse } from './standing.js';
import { dateOf, workdayFrom, type Today } from './today.js';

/** Talks after the presentation without the money coming in before the head takes the mark back. */
const PATIENCE = 4;

/** What a manager does with an opportunity on the day its next step has come; `head` takes back what comes to nothing. */
export function pursue(care: Care, today: Today, { chance, head }: { chance: Chance; head: string }): readonly Act[] {
  const { pursuit, maintainer } = care;
  if (!pursuit || maintainer?.role !== 'clientManager' || today.nth < pursuit.nextOn) return [];
  return new Step(care, pursuit, maintainer, { today, chance, head }).acts();
}

class Step {
  private readonly today: Today;
  private readonly chance: Chance;
  private readonly head: string;

  constructor(
    private readonly care: Care,
    private readonly pursuit: Pursuit,
    private readonly manager: Staff,
    { today, chance, head }: { today: Today; chance: Chance; head: string },
  ) {
    this.today = today;
    this.chance = chance;
    this.head = head;
  }

  acts(): readonly Act[] {
    return this.pursuit.onHold ? this.resumed() : this.at[this.pursuit.stage]();
  }

  private readonly at: { readonly [S in Pursuit['stage']]: () => readonly Act[] } = {
    ALLOCATED: () => (this.pursuit.inviteOn === undefined ? this.planned() : this.prepared(this.pursuit.inviteOn)),
    PREPARING: () => (this.pursuit.ending === 'unreachable' ? this.unanswered() : this.invited()),
    INVITED: () => this.met(),
    CONTACTED: () => (this.declinesNow() ? [this.declined()] : this.presented()),
    PRESENTED: () => this.afterPresentation(),
  };

  private declinesNow(): boolean {
    return this.pursuit.ending === 'declines' && this.chance.is(0.5);
  }

  /** P1: the invitation plan, on the first day. */
  private planned(): readonly Act[] {
    const { nth, at } = this.today;
    this.pursuit.inviteOn = workdayFrom(this.today, nth + this.chance.int(3, 6));
    this.pursuit.nextOn = workdayFrom(this.today, nth + this.chance.int(1, 2));
    return [this.act(at(9.6), { act: 'nextStep', on: dateOf(this.today, this.pursuit.inviteOn) })];
  }

  private prepared(inviteOn: number): readonly Act[] {
    this.pursuit.nextOn = Math.max(inviteOn, workdayFrom(this.today, this.today.nth + 1));
    return [this.advanceTo('PREPARING')];
  }

  private invited(): readonly Act[] {
    return [this.advanceTo('INVITED'), this.talk('phone', 'invitation', [3, 7])];
  }

  private met(): readonly Act[] {
    const channel = this.chance.is(0.5) ? 'meeting' : 'phone';
    return [this.advanceTo('CONTACTED'), this.talk(channel, 'firstContact', [4, 10])];
  }

  /** P2, P5: the service is presented, and what the file lacks is asked on that occasion. */
  private presented(): readonly Act[] {
    return [this.advanceTo('PRESENTED'), this.talk('meeting', 'presentation', [4, 11]), ...this.file()];
  }

  private afterPresentation(): readonly Act[] {
    const { ending } = this.pursuit;
    if (ending === 'declines') return [this.declined()];
    if (ending === 'holds' && this.pursuit.talks === 0) return this.held();
    if (this.care.reached) return this.signed();
    this.pursuit.talks += 1;
    if (this.pursuit.talks >= PATIENCE) return [this.takenBack()];
    const talk = this.talk(this.chance.is(0.3) ? 'meeting' : 'phone', 'followUp', [6, 11]);
    return this.pursuit.talks === 2 ? [talk, this.advanceTo('CONTACTED', this.chance.pick(STEP_BACK))] : [talk];
  }

  private held(): readonly Act[] {
    this.pursuit.onHold = true;
    this.pursuit.talks = PATIENCE - 2;
    const talk = this.talk('phone', 'followUp', [22, 38]);
    return [talk, this.act(this.today.at(16.3), { act: 'hold', reason: this.chance.pick(ON_HOLD) })];
  }

  private resumed(): readonly Act[] {
    this.pursuit.onHold = false;
    return [this.act(this.today.at(9.5), { act: 'resume' }), this.talk('phone', 'followUp', [3, 8])];
  }

  /** P3: signing takes effect in the same moment, for report and file are there and the average suffices. */
  private signed(): readonly Act[] {
    const { care, today } = this;
    const acts = [this.talk('meeting', 'signing'), this.advanceTo('SIGNING')];
    care.tier = care.reached;
    care.since = today.nth;
    care.below = 0;
    care.reached = undefined;
    care.pursuit = undefined;
    care.credits = 0;
    return acts;
  }

  /** P4: the client does not want to. */
  private declined(): Act {
    const { care, today } = this;
    lapse(care);
    care.cooling = { declinedOn: today.nth, until: today.nth + COOL_OFF_DAYS, reopened: false };
    care.promisedOn = undefined;
    return this.act(today.at(16.4), { act: 'terminate', reasonCode: 'declined', reason: '客户表示暂不需要贵宾服务' });
  }

  /** Nobody answers: tried again twice, then ended. */
  private unanswered(): readonly Act[] {
    const { pursuit, today, care } = this;
    pursuit.talks += 1;
    const ends = pursuit.talks > 2;
    pursuit.nextOn = workdayFrom(today, today.nth + 2);
    const call = this.contact('phone', { reached: false, purpose: 'invitation', outcome: 'noAnswer' }, !ends);
    if (!ends) return [call];
    care.pursuit = undefined;
    const reason = '多次致电无人接听';
    return [call, this.act(today.at(16.4), { act: 'terminate', reasonCode: 'unreachable', reason })];
  }

  /** The money has not come: the head takes the mark back, and with it the opportunity ends. */
  private takenBack(): Act {
    lapse(this.care);
    const { clientNo } = this.care.client;
    const why = { act: 'withdrawPotential', reasonCode: 'circumstances-changed' } as const;
    return { at: this.today.at(17), actor: this.head, clientNo, ...why };
  }

  private advanceTo(to: Pursuit['stage'] | 'SIGNING', reason?: string): Act {
    if (to !== 'SIGNING') this.pursuit.stage = to;
    return this.act(this.today.at(16.2), { act: 'advance', to, ...(reason !== undefined && { reason }) });
  }

  /** A talk with its report; the `next` step, so many days later at least and at most, is promised for the day it will be taken, and taken a little later by the less diligent. */
  private talk(channel: 'phone' | 'meeting', purpose: string, next?: readonly [number, number]): Act {
    const { today, chance, care } = this;
    noteReached(care, channel, today.nth);
    const report = { needs: chance.pick(NEEDS), feedback: chance.pick(FEEDBACK) };
    const outcome = chance.pick(['interested', 'considering', 'appointmentMade']);
    if (next) this.pursuit.nextOn = workdayFrom(today, today.nth + chance.int(...next));
    const act = this.contact(channel, { reached: true, purpose, outcome, report }, next !== undefined);
    if (next && !chance.is(this.manager.diligence + 0.1))
      this.pursuit.nextOn = workdayFrom(today, this.pursuit.nextOn + chance.int(1, 4));
    return act;
  }

  private contact(
    channel: 'phone' | 'meeting',
    what: Omit<ContactAct, 'act' | 'clientNo' | 'channel' | 'nextStepOn'>,
    goesOn: boolean,
  ): Act {
    this.care.promisedOn = goesOn ? this.pursuit.nextOn : undefined;
    const nextStepOn = goesOn ? { nextStepOn: dateOf(this.today, this.pursuit.nextOn) } : {};
    return this.act(this.today.at(10 + 5 * this.chance.next()), { act: 'contact', channel, ...what, ...nextStepOn });
  }

  /** What the file's minimum still lacks, consents included. */
  private file(): readonly Act[] {
    const { care, chance, today } = this;
    if (care.filed) return [];
    care.filed = true;
    const { occupation, orientation, preferredChannel, consents } = care.client;
    const lacking = {
      ...(!occupation && { occupation: chance.pick(OCCUPATIONS) }),
      ...(!orientation && { orientation: chance.pick(ORIENTATIONS) }),
      ...(!preferredChannel && { preferredChannel: chance.pick(CHANNELS.slice(0, 3)) }),
    };
    const state = chance.is(0.7) ? 'granted' : 'refused';
    const changes = [{ purpose: 'marketing', channel: 'sms', state }] as const;
    return [
      ...(Object.keys(lacking).length > 0 ? [this.act(today.at(15.5), { act: 'file', ...lacking })] : []),
      ...(consents.length === 0 ? [this.act(today.at(15.6), { act: 'consents', changes })] : []),
    ];
  }

  private act(at: string, what: object): Act {
    return { at, actor: this.manager.staffId, clientNo: this.care.client.clientNo, ...what } as Act;
  }
}
