import { relayTable } from '../relay.js';
import type { RowStore, Table } from '../row-store/row-store.js';
import type { ServiceDefinition } from '../service.js';
import { buildables } from './buildables.js';
import { buildsTable, wantedBuild, type Build, type Standing } from './builds.js';
import { parkedTables } from './parked-desk.js';
import { deploymentsTable, positionsTable, refusalsTable } from './run-reaction.js';
import { doneTable } from './scheduled-page.js';
import { goneTable } from './slots.js';
import { marksTable } from './totals.js';

/**
 * Makes the tables of a service with their indexes, as a deployment does before the service's processes start: of each view
 * and agenda the build that this version of the code keeps up or is going to make. Processes check at their start that all is
 * there. Changes nothing that is read; harmless when asked again.
 */
export async function declareTables(definition: ServiceDefinition, rows: RowStore): Promise<void> {
  await rows.declare(buildsTable);
  const views = buildables(definition);
  const standings = await rows.load<Standing>(
    buildsTable,
    views.map(({ name }) => name),
  );
  const built = views.flatMap(({ name, version, tables }) => {
    const own = tables(keptUp(standings.get(name)?.doc, version));
    return Object.entries(own).flatMap(([each, table]) => (each === name ? [table, ...beside(table)] : [table]));
  });
  const done = definition.agendas.map(({ name }) => doneTable(name));
  const seen = definition.reactions.map(({ name }: { readonly name: string }) => positionsTable(name));
  const own = [...parkedTables, refusalsTable, deploymentsTable, relayTable];
  const wanted: readonly Table[] = [...own, ...built, ...done, ...seen.flatMap((table) => [table, goneTable(table)])];
  for (const table of wanted) await rows.declare(table);
}

/** The build that this version of the code makes, else the one it keeps up. */
const keptUp = (standing: Standing | undefined, version: number): Build =>
  standing ? (wantedBuild(standing, version) ?? standing.active) : { version, rebuild: 0 };

/** What stands beside the rows of a view: rows that are gone, totals to be made anew. */
const beside = (table: Table): readonly Table[] => [goneTable(table), marksTable(table)];
