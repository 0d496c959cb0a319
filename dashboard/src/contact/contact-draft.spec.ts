import { blankContact, contactOf, lacksOutcome, lacksTime } from './contact-draft.js';

const blank = blankContact('2026-11-24T01:30:00.000Z');
const whom = { clientId: 'c1' };

describe('a contact that is typed', () => {
  it('begins as a call of now that reached the client', () =>
    expect(contactOf(blank, whom)).toEqual({
      clientId: 'c1',
      channel: 'phone',
      direction: 'outbound',
      reached: true,
      contactAt: '2026-11-24T01:30:00.000Z',
      purpose: 'maintenance',
    }));
  it('says nothing of its outcome by itself: who was reached is not recorded without one, who was not is', () => {
    expect(lacksOutcome(blank)).toBe(true);
    expect(lacksOutcome({ ...blank, outcome: 'done' })).toBe(false);
    expect(lacksOutcome({ ...blank, reached: false, outcome: 'noAnswer' })).toBe(false);
  });
  it('is not recorded while its time is emptied', () => {
    expect(lacksTime(blank)).toBe(false);
    expect(lacksTime({ ...blank, at: '' })).toBe(true);
  });
  it('says what was filled in', () =>
    expect(
      contactOf(
        {
          ...blank,
          inbound: true,
          outcome: 'interested',
          nextStepOn: '2026-12-01',
          note: ' 下午 ',
          summary: ' 有意向 ',
        },
        { ...whom, opportunityId: 'o1' },
      ),
    ).toMatchObject({
      direction: 'inbound',
      outcome: 'interested',
      nextStepOn: '2026-12-01',
      note: '下午',
      opportunityId: 'o1',
      report: { summary: '有意向' },
    }));
  it('D6: carries no report when nobody was reached', () =>
    expect(contactOf({ ...blank, reached: false, summary: '留言' }, whom)).not.toHaveProperty('report'));
  it('C9: is dated when it happened, in Shanghai', () =>
    expect(contactOf({ ...blank, at: '2026-11-20T00:10' }, whom).contactAt).toBe('2026-11-19T16:10:00.000Z'));
});
