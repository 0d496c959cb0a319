// What the resolver asks a Docker daemon: whether it answers, and whether an image is there or can be had. Nothing here waits long.
import { request } from 'node:http';

const ANSWER_WITHIN_MS = 2_000;
/** A pull that says nothing for so long goes nowhere: no registry, or no way to it. */
const SILENCE_MS = 20_000;

/** Where the daemon listens, from `DOCKER_HOST` or the usual socket. */
function daemon() {
  const host = process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock';
  if (host.startsWith('unix://')) return { socketPath: host.slice('unix://'.length) };
  const { hostname, port } = new URL(host.replace(/^tcp:/, 'http:'));
  return { hostname, port };
}

/** Sends a request; answers status and body, status 0 when there is no answer or it stops. */
function ask(method, path, silence = ANSWER_WITHIN_MS) {
  return new Promise((resolve) => {
    let body = '';
    const end = (status) => {
      asking.destroy();
      resolve({ status, body });
    };
    const asking = request({ ...daemon(), method, path }, (response) => {
      response.setEncoding('utf8');
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => end(response.statusCode));
      response.on('error', () => end(0));
    });
    asking.setTimeout(silence, () => end(0));
    asking.on('error', () => end(0));
    asking.end();
  });
}

export const daemonAnswers = async () => (await ask('GET', '/_ping')).status === 200;

const isThere = async (image) => (await ask('GET', `/images/${image}/json`)).status === 200;

/** Whether an image is on this machine, after pulling it if need be. */
export async function hasImage(image) {
  if (await isThere(image)) return true;
  const [name, tag = 'latest'] = image.split(/:(?=[^/]*$)/);
  await ask('POST', `/images/create?fromImage=${encodeURIComponent(name)}&tag=${encodeURIComponent(tag)}`, SILENCE_MS);
  return isThere(image);
}
