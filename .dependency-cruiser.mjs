/** What a file is allowed to know. Type-only imports count: a type is knowledge too. */

const SPEC = '\\.(spec|contract)\\.tsx?$|/test/';
const SERVICE_SHELL = '\\.(controller|module|config|tokens|dto|consumer|adapter|spec)\\.ts$|main\\.ts$';
/** Services that decide. The gateway records no facts: it is a shell in front of them, and its files meet freely. */
const DECIDING = '^services/(?!gateway/)';
/** The launcher of real parts that cluster specs take away and give back. */
const LOCAL_PARTS = '^deploy/cluster/local/parts\\.mjs$';
const DRIVERS = '^(node:)?sqlite$|^node_modules/(kafkajs|@eventstore/db-client|mongoose|mongodb)/';

/** Each kind of project, and the other kinds it stands on. */
const projects = [
  {
    name: 'the-kernel-stands-alone',
    comment: 'The kernel knows no package, no other project and no driver: only what Node itself computes.',
    severity: 'error',
    from: { path: '^libs/event-sourcing/src/', pathNot: SPEC },
    to: { pathNot: '^libs/event-sourcing/src/', dependencyTypesNot: ['core'] },
  },
  {
    name: 'the-kernel-touches-nothing',
    comment: 'A file, a socket, a database or a process belongs to an adapter in platform.',
    severity: 'error',
    from: { path: '^libs/event-sourcing/src/', pathNot: SPEC },
    to: { path: '^(node:)?(sqlite|fs|fs/promises|net|http|https|http2|tls|dgram|dns|child_process|worker_threads)$' },
  },
  {
    name: 'contracts-are-words',
    comment: 'Contracts know the kernel and their validators.',
    severity: 'error',
    from: { path: '^libs/contracts/src/', pathNot: `${SPEC}|/testing\\.ts$` },
    to: {
      pathNot:
        '^libs/(contracts|event-sourcing)/src/|^node_modules/(class-validator|class-transformer|reflect-metadata)/',
    },
  },
  {
    name: 'platform-carries-services',
    comment: 'Platform knows the kernel and the contracts; whoever stands on it is unknown to it.',
    severity: 'error',
    from: { path: '^libs/' },
    to: { path: '^(services|dashboard|cli|deploy|bench|torture)/', pathNot: LOCAL_PARTS },
  },
  {
    name: 'local-parts-serve-tests',
    comment: 'Brokers and databases are started by tests and tools, never by what runs at a branch.',
    severity: 'error',
    from: { path: '^(libs|services|dashboard|cli)/', pathNot: SPEC },
    to: { path: LOCAL_PARTS },
  },
  {
    name: 'services-never-import-each-other',
    comment: 'What another service knows is said in a message.',
    severity: 'error',
    from: { path: '^services/([^/]+)/' },
    to: { path: '^(services|dashboard|cli|deploy|bench|torture)/', pathNot: '^services/$1/' },
  },
  {
    name: 'dashboard-knows-only-contracts',
    comment: 'The dashboard learns everything else over HTTP.',
    severity: 'error',
    from: { path: '^dashboard/' },
    to: { path: '^(libs|services|cli|deploy|bench|torture)/', pathNot: '^libs/contracts/' },
  },
  {
    name: 'dashboard-takes-only-types',
    comment: 'Validators and decorators stay out of the browser.',
    severity: 'error',
    from: { path: '^dashboard/', pathNot: SPEC },
    to: { path: '^libs/contracts/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'cli-knows-only-contracts',
    comment: 'The command line talks HTTP, like everybody else.',
    severity: 'error',
    from: { path: '^cli/' },
    to: { path: '^(libs|services|dashboard|deploy|bench|torture)/', pathNot: '^libs/contracts/' },
  },
  {
    name: 'drivers-live-in-platform',
    comment: 'A driver one service alone needs is a *.adapter.ts beside its port.',
    severity: 'error',
    from: { path: '^(libs|services|dashboard|cli)/', pathNot: `^libs/platform/|\\.adapter\\.ts$|${SPEC}` },
    to: { path: DRIVERS },
  },
];

/** Inside a service; generic, without a list of nouns. */
const services = [
  {
    name: 'the-core-is-pure',
    comment:
      'Decisions, events and projections import the kernel, contracts, their own service and pure calendar or pinyin libraries.',
    severity: 'error',
    from: { path: `${DECIDING}[^/]+/src/`, pathNot: SERVICE_SHELL },
    to: {
      pathNot: '^(services/[^/]+/src|libs/(event-sourcing|contracts))/|^node_modules/(tyme4ts|pinyin-pro)/',
    },
  },
  {
    name: 'chapters-meet-in-events',
    comment: 'A chapter knows another one only by the events it records.',
    severity: 'error',
    from: { path: `${DECIDING}([^/]+)/src/([^/]+)/` },
    to: { path: '^services/$1/src/[^/]+/', pathNot: '^services/$1/src/$2/|\\.events\\.ts$' },
  },
  {
    name: 'slices-do-not-know-each-other',
    comment: "A slice knows its chapter's nouns; only a reaction may call the decision of another slice.",
    severity: 'error',
    from: { path: '^services/([^/]+)/src/([^/]+)/([^/]+)/', pathNot: '/when-' },
    to: { path: '^services/$1/src/$2/[^/]+/', pathNot: '^services/$1/src/$2/$3/' },
  },
];

const everywhere = [
  { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'imports-lead-somewhere',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'imports-are-declared',
    comment: 'A package found only because another workspace needs it is gone when that one lets it go.',
    severity: 'error',
    from: { path: '^(libs|services|dashboard/src|cli|deploy|bench|torture)/', pathNot: SPEC },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
];

export default {
  forbidden: [...projects, ...services, ...everywhere],
  options: {
    doNotFollow: { path: 'node_modules' },
    // What lies in images/parts is put beside what it imports by the image's build.
    exclude: { path: '(^|/)(dist|\\.types|test-results)/|^deploy/cluster/images/parts/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['pcrm:source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
