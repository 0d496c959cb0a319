import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const read = <Read>(file: string): Read => JSON.parse(readFileSync(join(root, file), 'utf8')) as Read;

describe('the projects', () => {
  const { workspaces } = read<{ workspaces: readonly string[] }>('package.json');
  const projects = globSync([...workspaces], { cwd: root }).filter((path) =>
    existsSync(join(root, path, 'package.json')),
  );

  it('are all named in tsconfig.json, or nobody checks their types', () => {
    const { references } = read<{ references: readonly { readonly path: string }[] }>('tsconfig.json');
    expect(references.map(({ path }) => path).toSorted()).toEqual(projects.toSorted());
  });
});
