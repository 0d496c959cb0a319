const FORM = /^esdb(?:\+discover)?:\/\/(?:[^:@/]+:[^@/]+@)?[^@?/]+\/?(?:\?|$)(?<options>.*)$/;
const OPTIONS = new Set(
  [
    ...['tls', 'tlsCAFile', 'userCertFile', 'userKeyFile', 'connectionName', 'nodePreference', 'defaultDeadline'],
    ...['maxDiscoverAttempts', 'discoveryInterval', 'gossipTimeout', 'keepAliveInterval', 'keepAliveTimeout'],
  ].map((name) => name.toLowerCase()),
);

/**
 * The connection string, if the client library can read it. The library prints the whole string, password included, when it
 * meets an option it does not know; and options that would change what an append promises are refused.
 */
export function checkedConnectionString(text: string): string {
  const options = FORM.exec(text.trim())?.groups?.['options'];
  if (options === undefined)
    throw new Error('the connection string of the event store must look like esdb://user:password@host:port?tls=true');
  const foreign = options
    .split('&')
    .map(nameOf)
    .find((name) => name !== '' && !OPTIONS.has(name));
  if (foreign !== undefined) throw new Error(`the connection string of the event store must not set ${foreign}`);
  return text.trim();
}

const nameOf = (option: string): string => option.replace(/=.*$/, '').replace(/[_-]/g, '').toLowerCase();
