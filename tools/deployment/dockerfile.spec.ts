import { filesIn, read } from './files.js';

const dockerfile = read('Dockerfile');
const stages = dockerfile.split(/^FROM /m).slice(1);
const last = stages.at(-1) ?? '';

describe('the Dockerfile', () => {
  it('takes its bases as arguments, so that it builds where none can be pulled', () => {
    expect(stages.map((stage) => stage.split(/\s/)[0])).toEqual([
      ...stages.slice(1).map(() => '${BUILD_IMAGE}'),
      '${RUNTIME_IMAGE}',
    ]);
    expect(dockerfile).toMatch(/^ARG BUILD_IMAGE=\S+$/m);
    expect(dockerfile).toMatch(/^ARG RUNTIME_IMAGE=\S+$/m);
  });

  it('asks for nothing that the classic builder does not know', () => {
    expect(dockerfile).not.toMatch(/^#\s*syntax=|--mount=|--chmod=|<<\w+/m);
  });

  it('runs nothing in the last stage, which is no root’s', () => {
    expect(last).not.toMatch(/^RUN /m);
    expect(last).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m);
    expect(last).toMatch(/^ENV .*\bHOST=0\.0\.0\.0\b/m);
  });

  it('installs for production only what is not a test’s or the dashboard’s', () => {
    expect(stages.find((stage) => stage.includes(' AS production'))).toMatch(
      /npm ci --omit=dev --ignore-scripts .*-w @pcrm\/cluster/,
    );
  });
});

describe('.dockerignore', () => {
  const ignored = read('.dockerignore').split('\n');
  it.each(['**/node_modules', '**/dist', '.git', '.env', '.env.*', '.data'])('keeps %s from the daemon', (pattern) =>
    expect(ignored).toContain(pattern),
  );
  it('keeps no package.json and no source from it', () => {
    const needed = [
      ...filesIn('{libs,services}/*/package.json'),
      'package-lock.json',
      'tools/build.mjs',
      '.swcrc',
      '.npmrc',
    ];
    for (const file of needed) expect(ignored).not.toContain(file);
  });
});
