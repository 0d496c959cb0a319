import { describe, expect, it } from '@jest/globals';
import { mayShowPersonas } from './announce.js';

describe('picking a person without a password', () => {
  it.each(['127.0.0.1', '::1', 'localhost'])('is offered where only this machine is answered: %s', (host) => {
    expect(mayShowPersonas(host)).toBe(true);
  });
  it.each(['0.0.0.0', '::', '192.168.1.7', '127.0.0.1.evil.example', ''])('is not offered at %s', (host) => {
    expect(mayShowPersonas(host)).toBe(false);
  });
});
