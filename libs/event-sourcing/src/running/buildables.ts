import type { ServiceDefinition } from '../service.js';
import { buildTable, type Buildable } from './builds.js';
import { agendaTable } from './run-agenda.js';
import { totalsTable } from './totals.js';

/** The views and agendas of a service, as things of which builds are made. */
export function buildables(definition: ServiceDefinition): readonly Buildable[] {
  const views = definition.projections.map((projection): Buildable => ({
    name: projection.name,
    version: projection.version,
    tables: (build) => {
      const own = buildTable(projection.name, build, projection.indexes);
      const totals = (projection.totals ?? []).map(
        (each) => [each.name, totalsTable(projection.name, own, each)] as const,
      );
      return { [projection.name]: own, ...Object.fromEntries(totals) };
    },
  }));
  const agendas = definition.agendas.map(({ name, version }): Buildable => ({
    name,
    version,
    tables: (build) => ({ [name]: agendaTable(name, build) }),
  }));
  return [...views, ...agendas];
}
