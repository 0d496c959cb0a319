import { specification } from '@pcrm/event-sourcing/testing';
import { client, minimumMissing } from './client.js';
import type { ClientEvent, ClientRegistered } from './client.events.js';
import { isImportantDay } from './file-facts.js';
import { registerClient, type RegisterClient } from './register-client/register-client.js';
import { revealClient } from './reveal-client/reveal-client.js';
import { updateFile } from './update-file/update-file.js';

const given = specification(client);
const clientId = '5b0e7a52-6c1f-5b7e-9d0a-2f1f0e9f8a11';
const at = '2026-06-01T01:00:00.000Z';
const birthday = { calendar: 'lunar' as const, month: 8, day: 15 };
const register: RegisterClient = {
  clientId, clientNo: 'C0001', outletId: 'NN01', registeredOn: '2026-06-01', file: { name: '王小芳', phone: '13812345678' }, at,
}; // prettier-ignore
const registered: ClientRegistered = {
  type: 'ClientRegistered',
  data: {
    clientId,
    clientNo: 'C0001',
    outletId: 'NN01',
    name: '王小芳',
    phone: '13812345678',
    registeredOn: '2026-06-01',
  },
};
const whole = {
  idNumber: '450100199001011234',
  occupation: 'executive',
  orientation: 'value',
  preferredChannel: 'phone',
} as const;

describe('registering a client', () => {
  it('makes them known, and says what the file lacks', () =>
    given()
      .when(registerClient, register)
      .then(registered, {
        type: 'FileUpdated',
        data: {
          clientId,
          minimumMissing: ['id', 'birthday', 'occupation', 'orientation', 'preferredChannel'],
          updatedAt: at,
        },
      }));
  it('takes over what was signed, the opening average and the file', () =>
    given()
      .when(registerClient, {
        ...register,
        signed: { tier: 'gold', signedOn: '2024-05-01' },
        openingAverageFen: 15_000_000,
        file: { ...register.file, ...whole, birthday },
      })
      .then(
        {
          type: 'ClientRegistered',
          data: {
            ...(registered.data as object),
            signed: { tier: 'gold', signedOn: '2024-05-01' },
            openingAverageFen: 15_000_000,
          } as never,
        },
        { type: 'ImportantDateRecorded', data: { clientId, kind: 'birthday', date: birthday, recordedOn: at } },
        { type: 'FileUpdated', data: { clientId, ...whole, minimumMissing: [], updatedAt: at } },
      ));
  it('remembers what was signed before: the standing is judged by it', () => {
    const signed = { tier: 'gold', signedOn: '2024-05-01' } as const;
    const before: ClientEvent = {
      type: 'ClientRegistered',
      data: { ...registered.data, signed, openingAverageFen: 7 },
    };
    expect(client.evolve(client.initial(), before)).toMatchObject({ signed, openingAverageFen: 7 });
  });
  it('again changes nothing, or only the file', () => {
    given(registered).when(registerClient, register).thenNothing();
    given(registered)
      .when(registerClient, { ...register, file: { ...register.file, phone: '13900000000' } })
      .then({
        type: 'FileUpdated',
        data: {
          clientId,
          phone: '13900000000',
          minimumMissing: ['id', 'birthday', 'occupation', 'orientation', 'preferredChannel'],
          updatedAt: at,
        },
      });
  });
  it('changes nothing of a client whom somebody else looks after', () => {
    given(registered)
      .when(registerClient, { ...register, stranger: true, file: { ...register.file, phone: '13900000000' } })
      .thenRefused('client.with-somebody-else', { clientNo: 'C0001' });
  });
  it('goes by the outlet in which the client was placed since', () => {
    const [there, back] = [
      { ...register, outletId: 'NN02', placedIn: 'NN02' },
      { ...register, placedIn: 'NN02' },
    ];
    given(registered).when(registerClient, there).thenNothing();
    given(registered).when(registerClient, back).thenRefused('client.other-outlet', { clientNo: 'C0001' });
  });
  it('is refused for another outlet and for a signature of tomorrow', () => {
    given(registered)
      .when(registerClient, { ...register, outletId: 'NN02' })
      .thenRefused('client.other-outlet', { clientNo: 'C0001' });
    given()
      .when(registerClient, { ...register, signed: { tier: 'gold', signedOn: '2026-06-02' } })
      .thenRefused('client.signed-in-future');
  });
});

describe('the file', () => {
  it('says what its minimum lacks (P5)', () => {
    expect(minimumMissing(client.evolve(client.initial(), registered))).toEqual([
      'id',
      'birthday',
      'occupation',
      'orientation',
      'preferredChannel',
    ]);
  });
  it('changes only where it differs', () => {
    given(registered)
      .when(updateFile, { clientId, change: { name: '王小芳' }, at })
      .thenNothing();
    given(registered)
      .when(updateFile, { clientId, change: { birthday }, at })
      .then(
        { type: 'ImportantDateRecorded', data: { clientId, kind: 'birthday', date: birthday, recordedOn: at } },
        {
          type: 'FileUpdated',
          data: { clientId, minimumMissing: ['id', 'occupation', 'orientation', 'preferredChannel'], updatedAt: at },
        },
      );
    given(registered)
      .when(updateFile, { clientId, change: { name: null }, at })
      .then({
        type: 'FileUpdated',
        data: {
          clientId,
          name: null,
          minimumMissing: ['name', 'id', 'birthday', 'occupation', 'orientation', 'preferredChannel'],
          updatedAt: at,
        },
      });
  });
  it('refuses a day that is none, and a client nobody knows', () => {
    given(registered)
      .when(updateFile, { clientId, change: { birthday: { calendar: 'solar', month: 2, day: 30 } }, at })
      .thenRefused('client.no-such-day');
    for (const year of [1896, 2023, 2032])
      given(registered)
        .when(updateFile, { clientId, change: { birthday: { calendar: 'solar', year, month: 2, day: 29 } }, at })
        .thenRefused('client.no-such-day');
    given().when(updateFile, { clientId, change: {}, at }).thenRefused('client.unknown');
  });
  it('knows how long each solar month may be', () => {
    const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    const isDay = (month: number, day: number): boolean => isImportantDay({ calendar: 'solar', month, day });
    expect(longest.map((days, at) => [isDay(at + 1, days), isDay(at + 1, days + 1)])).toEqual(
      Array(12).fill([true, false]),
    );
  });
  it('knows solar and lunar days', () => {
    const days = [
      ['solar', 2, 29],
      ['solar', 4, 31],
      ['lunar', 12, 30],
      ['lunar', 12, 31],
      ['lunar', 13, 1],
    ] as const;
    expect(days.map(([calendar, month, day]) => isImportantDay({ calendar, month, day }))).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
  });
});

describe('revealing personal data', () => {
  const reveal = { clientId, by: 's-1', purpose: 'call back', fields: ['phone'], at };
  it('is a fact with its purpose, each time', () => {
    const revealed: ClientEvent = {
      type: 'PersonalDataRevealed',
      data: { clientId, by: 's-1', purpose: 'call back', fields: ['phone'], at },
    };
    given(registered).when(revealClient, reveal).then(revealed);
    given(registered, revealed).when(revealClient, reveal).then(revealed);
    given().when(revealClient, reveal).thenRefused('client.unknown');
  });
});
