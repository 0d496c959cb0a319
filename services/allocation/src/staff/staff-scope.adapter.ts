import type { CallerIdentity, Scope } from '@pcrm/platform';

/** Staff are not clients: whoever sees their own clients sees the staff of their outlet, and the administrator, who sees no client, sees everybody. */
export function staffScope({ role, scope }: Pick<CallerIdentity, 'role' | 'scope'>): Scope {
  if (scope.kind === 'own') return { kind: 'outlet', outletId: scope.outletId };
  return role === 'administrator' ? { kind: 'all' } : scope;
}
