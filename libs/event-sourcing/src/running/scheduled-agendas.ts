import type { ServiceDefinition } from '../service.js';
import type { Membership } from './membership.js';
import type { ScheduledAgenda } from './scheduled-page.js';

/** Agendas whose rows are kept up by this version and level with the live group; while one is rebuilt its dues wait. */
export function scheduledAgendas(definition: ServiceDefinition, membership: Membership): readonly ScheduledAgenda[] {
  return definition.agendas.flatMap(({ name, next }) => {
    const member = membership.active(name);
    if (!member?.live) return [];
    const table = membership.builds.activeTable(name);
    return [{ name, table, ...(next && { next }) }];
  });
}
