import { OPPORTUNITY_ENDS, SIGNING_REFUSALS } from '@pcrm/contracts';
import { en } from '../words/en.js';
import { zh } from '../words/zh.js';
import { ENDS, REFUSALS } from './signing-words.js';

describe('the words for codes of the pipeline', () => {
  it.each(SIGNING_REFUSALS)('a refused signing: %s is said in both languages', (code) => {
    const word = REFUSALS[code];
    expect(zh.signingRefusal[word]).toMatch(/[一-鿿]/);
    expect(en.signingRefusal[word]).toMatch(/^[A-Z][a-z]/);
  });
  it.each(OPPORTUNITY_ENDS)('an ended opportunity: %s is said in both languages', (code) => {
    const word = ENDS[code];
    expect(zh.termination[word]).toMatch(/[一-鿿]/);
    expect(en.termination[word]).toMatch(/^[A-Z][a-z]/);
  });
});
