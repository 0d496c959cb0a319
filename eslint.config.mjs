import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { callsOut, defaultExports, focusedTests, house, impurities } from './tools/house-rules/rules.mjs';

/** Where packages offer something besides their root. */
const OFFERING = ['libs/*/package.json', 'services/*/package.json', 'cli/package.json', 'deploy/embedded/package.json'];
/** What they offer, read from where they offer it: `@pcrm/platform/testing`, … */
const OFFERED = globSync(OFFERING, { cwd: import.meta.dirname }).flatMap((file) => {
  const { name, exports } = JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'));
  return Object.keys(exports)
    .filter((subpath) => subpath !== '.')
    .map((subpath) => name + subpath.slice(1));
});

const SPECS = ['**/*.spec.ts', '**/*.spec.tsx', '**/*.contract.ts', '**/test/**/*.ts'];
const SHELL = ['controller', 'module', 'config', 'tokens', 'dto', 'consumer', 'adapter'].map(
  (kind) => `**/*.${kind}.ts`,
);

export default defineConfig(
  { ignores: ['**/dist/', '**/.types/', '**/test-results/', '**/generated/', '.nx/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    files: ['**/*.{mjs,cjs,js}'],
    extends: [js.configs.recommended],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { house },
    rules: {
      'house/telling-file-names': 'error',
      complexity: ['error', 8],
      'max-depth': ['error', 3],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/max-params': ['error', { max: 4 }],
      'no-restricted-syntax': ['error', ...defaultExports],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(?!(?:${OFFERED.join('|')})$)@pcrm/[^/]+/|^(?:\\.\\./)+(?:libs|services)/`,
              message: 'import what the package offers, not what lies inside it',
            },
          ],
        },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A port answers with promises even where one of its adapters has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
    },
  },

  {
    // Decisions, events, views and messages: everything that is replayed.
    files: ['services/*/src/**/*.ts', 'libs/contracts/src/**/*.ts'],
    ignores: [...SHELL, ...SPECS, '**/main.ts'],
    rules: { 'no-restricted-syntax': ['error', ...defaultExports, ...impurities, ...callsOut] },
  },
  {
    // The shell of a service, adapters apart.
    files: SHELL.map((kind) => `services/*/src/${kind}`),
    ignores: ['**/*.adapter.ts', ...SPECS],
    rules: { 'no-restricted-syntax': ['error', ...defaultExports, ...callsOut] },
  },
  {
    files: SPECS,
    rules: {
      'max-lines': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      'no-restricted-syntax': ['error', ...defaultExports, ...focusedTests],
    },
  },
  {
    // Components branch on what they show; the markup makes them long, not the thought.
    files: ['dashboard/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      complexity: ['error', 12],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ['**/*.config.ts'],
    ignores: ['services/**', 'libs/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  prettier,
);
