import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ROLES } from '@pcrm/platform';
import { endpointsOf, nameOf, type ApiDocument } from '../api-document.js';
import { askedParts } from './asked-parts.js';

const published = new URL('../../../../docs/openapi.json', import.meta.url);
const document = JSON.parse(readFileSync(published, 'utf8')) as ApiDocument;
const namesIn = (part: ApiDocument): readonly string[] => endpointsOf(part).map(nameOf);

describe('what the judge asks', () => {
  it('is everything as everybody in the long form', () => {
    const parts = askedParts(document, 'teller', true);
    expect(parts.flatMap((part) => namesIn(part.document))).toEqual(namesIn(document));
    expect(new Set(parts.map(({ phases }) => phases))).toEqual(new Set(['examples,coverage,fuzzing']));
  });

  it('is, in the short form, what the rules open to a role', () => {
    const asked = askedParts(document, 'teller', false).flatMap((part) => namesIn(part.document));
    expect(asked).toContain('GET /api/clients');
    expect(asked).not.toContain('POST /api/outlets/import');
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('goes through the boundary values of each operation once', () => {
    const parts = ROLES.flatMap((role) => askedParts(document, role, false));
    const thorough = parts
      .filter(({ phases }) => phases.includes('coverage'))
      .flatMap((part) => namesIn(part.document));
    const asked = new Set(parts.flatMap((part) => namesIn(part.document)));
    expect(thorough.toSorted()).toEqual([...asked].toSorted());
  });
});
