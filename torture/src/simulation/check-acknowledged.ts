import { clientIdOf } from '@pcrm/contracts';
import { wasTaken, type Check } from './evidence.js';

/** Nobody is left without an answer, and no answer is a fault. */
export const everyRequestIsAnswered: Check = ({ done }) =>
  done.flatMap(({ command: { kind, path }, status, body }) =>
    status === 'unanswered' || status >= 500 || status === 400
      ? [`${kind} ${path} was answered ${String(status)} ${JSON.stringify(body)}`]
      : [],
  );

/** What was acknowledged with a place in the store stands there, by that command. */
export const acknowledgedIsKept: Check = ({ done, facts }) => {
  const byPlace = new Map(facts.map((fact) => [fact.position, fact]));
  const known = new Set(facts.filter(({ type }) => type === 'ClientRegistered').map(({ data }) => data['clientId']));
  return done.filter(wasTaken).flatMap(({ command, body }) => {
    const { position } = body as { position?: string };
    if (position !== undefined && byPlace.get(position)?.metadata.commandId !== command.id)
      return [`${command.kind} ${command.id} is not at ${position}`];
    if (command.kind !== 'clients') return [];
    const missing = (command.lines ?? []).slice(1).map((line) => line.split(',')[0] ?? '').filter((no) => !known.has(clientIdOf(no))); // prettier-ignore
    return missing.length > 0 ? [`clients ${missing.join()} were imported and are not there`] : [];
  });
};

/** Each fact once, each stream without a gap, and what one command did to a stream in one piece. */
export const nothingTwice: Check = ({ facts }) => {
  const ids = new Set<string>();
  const streams = new Map<string, { revision: number; last: string; readonly commands: Set<string> }>();
  return facts.flatMap(({ id, stream, revision, metadata: { commandId } }) => {
    const standing = streams.get(stream) ?? { revision: -1, last: '', commands: new Set() };
    streams.set(stream, standing);
    const wrong = [
      ...(ids.has(id) ? [`fact ${id} of ${stream} is there twice`] : []),
      ...(revision === standing.revision + 1 ? [] : [`${stream} leaps to ${String(revision)}`]),
      ...(standing.commands.has(commandId) && standing.last !== commandId ? [`command ${commandId} was done again in ${stream}`] : []), // prettier-ignore
    ];
    ids.add(id);
    standing.commands.add(commandId);
    Object.assign(standing, { revision, last: commandId });
    return wrong;
  });
};
