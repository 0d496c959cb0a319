import { deniedAt, homeFor, may, screensFor } from './menu.js';

const names = (...permissions: string[]) => screensFor({ permissions }).map(({ name }) => name);

describe('the menu by permission', () => {
  it('leaves out what would be refused', () => {
    expect(names('duty.read')).toEqual([]);
    expect(names('duty.read', 'plan.work', 'client.list')).toEqual(['today', 'clients']);
    expect(names('user.manage', 'staff.list')).toEqual(['admin']);
    expect(names('unassigned.read')).toEqual([]);
  });
  it('asks for all that is needed', () => {
    expect(may({ permissions: ['a', 'b'] }, 'a', 'b')).toBe(true);
    expect(may({ permissions: ['a'] }, 'a', 'b')).toBe(false);
  });
});

describe('where somebody lands', () => {
  const head = ['duty.read', 'plan.work', 'load-board.read', 'compliance.read', 'client.list'];
  it.each([
    ['clientManager', ['duty.read', 'plan.work', 'compliance.read'], '/today'],
    ['outletHead', head, '/outlet'],
    ['branchManager', ['load-board.read', 'compliance.read', 'client.list'], '/outlet'],
    ['compliance', ['load-board.read', 'compliance.read', 'client.list'], '/compliance'],
    ['wealthAdviser', ['duty.read', 'plan.work', 'client.list'], '/clients'],
    ['financialAdviser', ['duty.read', 'plan.work'], '/today'],
    ['administrator', ['user.manage', 'template.read'], '/admin'],
  ] as const)('%s', (role, permissions, path) => expect(homeFor({ role, permissions })).toBe(path));
  it('is nowhere without a permission', () => expect(homeFor({ role: 'teller', permissions: [] })).toBeUndefined());
});

describe('an address that somebody types', () => {
  const teller = { permissions: ['duty.read', 'plan.work', 'client.list'] };
  it('names the screen that their role may not open', () => {
    expect(deniedAt('/allocation', teller)).toBe('allocation');
    expect(deniedAt('/admin', teller)).toBe('admin');
  });
  it('opens the others', () => {
    expect(deniedAt('/today', teller)).toBeUndefined();
    expect(deniedAt('/clients', teller)).toBeUndefined();
    expect(deniedAt('/you', teller)).toBeUndefined();
    expect(deniedAt('/nowhere', teller)).toBeUndefined();
  });
  it('needs more for a card than for the list', () => {
    expect(deniedAt('/clients/4711', teller)).toBe('clients');
    expect(deniedAt('/clients/4711', { permissions: ['client.list', 'client.read'] })).toBeUndefined();
  });
});
