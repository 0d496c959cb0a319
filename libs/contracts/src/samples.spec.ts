import 'reflect-metadata';
import { globSync, readFileSync } from 'node:fs';
import { upcast, type JsonObject, type PersonalFields } from '@pcrm/event-sourcing';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { allContracts } from './contracts.js';
import { BRANCH_KEY, type MessageContract } from './define-message.js';

type Sample = { readonly type: string; readonly version: number; readonly data: JsonObject };
const kebab = (type: string): string => type.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();
const fileOf = ({ source, type }: MessageContract, version: number): string =>
  `${source}/samples/${kebab(type)}.v${String(version)}.json`;

const files = globSync('*/samples/*.json', { cwd: import.meta.dirname }).sort();
const read = (file: string): Sample => JSON.parse(readFileSync(`${import.meta.dirname}/${file}`, 'utf8')) as Sample;
const contractOf = ({ type }: Sample): MessageContract => {
  const contract = allContracts.find((known) => known.type === type);
  if (!contract) throw new Error(`no contract says ${type}`);
  return contract;
};
const versionsOf = (contract: MessageContract): readonly number[] =>
  Array.from({ length: contract.version }, (_, index) => index + 1);

/** Wrong fields of data in the newest shape. */
function wrongFields(contract: MessageContract, data: JsonObject): readonly string[] {
  const instance = plainToInstance(contract.data, data);
  return validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true }).map(
    ({ property }) => property,
  );
}
const newest = (sample: Sample): JsonObject => upcast(contractOf(sample), sample.type, sample.version, sample.data);
const valueAt = (data: JsonObject, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as JsonObject | undefined)?.[name], data);

describe('samples of what services say', () => {
  it('are there for every version of every contract, and for nothing else', () => {
    const wanted = allContracts.flatMap((contract) => versionsOf(contract).map((version) => fileOf(contract, version)));
    expect(files).toEqual(wanted.sort());
  });
  it('no two contracts have one type', () => {
    expect(new Set(allContracts.map(({ type }) => type)).size).toBe(allContracts.length);
  });
});

describe.each(files)('%s', (file) => {
  const sample = read(file);
  const contract = contractOf(sample);
  const data = newest(sample);

  it('is named by what it holds and is read by today’s contract', () => {
    expect(fileOf(contract, sample.version)).toBe(file);
    expect(wrongFields(contract, data)).toEqual([]);
  });
  it('has every field checked', () => {
    const unchecked = Object.keys(data).filter(
      (field) => !wrongFields(contract, { ...data, [field]: [42] }).includes(field),
    );
    expect(unchecked.map((field) => `${contract.type}.${field}`)).toEqual(
      SEALED_WHOLE.filter((path) => path.startsWith(`${contract.type}.`)),
    );
    expect(wrongFields(contract, { ...data, noSuchField: 1 })).toEqual(['noSuchField']);
  });
  it('has a key of the client, the member of staff, the outlet or the branch', () => {
    const key = contract.keyedBy(data);
    const ids = [data['clientId'], data['staffId'], data['outletId']].filter((id) => id !== undefined);
    expect(key).toBe(ids[0] ?? BRANCH_KEY);
  });
});

/** An object that travels sealed is a text on its way: its contract cannot look into it. */
const SEALED_WHOLE = ['ImportantDateRecorded.date'];

describe('personal fields', () => {
  const personal = allContracts.flatMap((contract) =>
    contract.personal ? [{ type: contract.type, contract, fields: contract.personal }] : [],
  );
  const paths = ({ identity = [], profile = [] }: PersonalFields): readonly string[] => [...identity, ...profile];

  it.each(personal)('of $type exist, each with one key kind, and name whose they are', ({ contract, fields }) => {
    const data = newest(read(fileOf(contract, contract.version)));
    expect(valueAt(data, fields.subject)).toEqual(expect.any(String));
    expect(paths(fields).filter((path) => valueAt(data, path) === undefined)).toEqual([]);
    expect(paths(fields)).toHaveLength(new Set(paths(fields)).size);
    expect(paths(fields).length).toBeGreaterThan(0);
  });
  it.each(personal)('of $type may be gone: null is valid', ({ contract, fields }) => {
    const data = newest(read(fileOf(contract, contract.version)));
    const erased = Object.fromEntries(
      Object.entries(data).map(([field, value]) => [field, paths(fields).includes(field) ? null : value]),
    );
    expect(wrongFields(contract, erased)).toEqual([]);
  });
  it('a name or phone of a client is declared wherever it stands', () => {
    const named = files.map(read).filter(({ data }) => 'clientId' in data && ('name' in data || 'phone' in data));
    expect(named.length).toBeGreaterThan(0);
    for (const sample of named) {
      const declared = contractOf(sample).personal?.identity ?? [];
      for (const field of ['name', 'phone']) if (field in sample.data) expect(declared).toContain(field);
    }
  });
});
