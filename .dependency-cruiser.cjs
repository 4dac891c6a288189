// The house's layers (docs/decisions/002-rooms-and-layers.md): `npm run check:layers`.
// An import goes down or stays in its room. Rooms from the bottom:
const rooms = [
  'drawings',
  'territory',
  'people',
  'acts',
  'deadlines',
  'cycle',
  'meetings',
  'decisions',
  'needs',
  'groups',
  'public-meetings',
  'plan',
  'hall',
  'field',
];
// On top of the rooms, beside each other: none imports another.
const porches = [
  'home',
  'welcome',
  'account',
  'explain',
  'manual',
  'journal',
  'privacy',
  'installation',
  'demo',
];

const top = '^src/(app|main|serve-rooms|cli)\\.tsx?$|^src/cli/';
const tests = '\\.(test|fixture)\\.tsx?$';
const any = (names) => `^src/(${names.join('|')})/`;

/** A large room's parts, by thing, from its ground; what stands beside them belongs to all and knows none. */
const parts = { needs: ['sessions', 'priorities', 'focus', 'synthesis'] };
const inPart = `((${Object.values(parts).flat().join('|')})/)`;
const partRules = Object.entries(parts).flatMap(([room, things]) => [
  ...things.map((thing, floor) => ({
    name: `part-${room}-${thing}`,
    comment: `${thing} of ${room} may look down only`,
    severity: 'error',
    from: { path: `^src/${room}/${thing}/`, pathNot: tests },
    to: { path: `^src/${room}/(${[...things.slice(floor + 1), 'routes\\.tsx'].join('|')})` },
  })),
  {
    name: `ground-${room}`,
    comment: 'What all parts share knows none of them',
    severity: 'error',
    from: { path: `^src/${room}/`, pathNot: `${tests}|^src/${room}/(routes\\.tsx|${things.join('/|')}/)` },
    // The tables name the words that a thing's rules list.
    to: { path: `^src/${room}/(${things.join('|')})/(?!rules/)` },
  },
]);

/** A room imports neither what stands above it nor the porches. */
const roomRules = rooms.map((room, floor) => ({
  name: `room-${room}`,
  comment: `${room} may look down only`,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: tests },
  to: { path: `${any([...rooms.slice(floor + 1), ...porches])}|${top}` },
}));

const porchRules = porches.map((porch) => ({
  name: `porch-${porch}`,
  comment: `${porch} stands on the rooms, beside the other porches`,
  severity: 'error',
  from: { path: `^src/${porch}/`, pathNot: tests },
  // The demonstration tells its stories by everybody's commands, those of the home page too.
  to: {
    path: `${any(porches.filter((other) => other !== porch && !(porch === 'demo' && other === 'home')))}|${top}`,
  },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or lack a third',
      severity: 'error',
      from: { path: '^src/' },
      // Types may look at each other: nothing of them is left when the program runs.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'methods-alone',
      comment: 'The arithmetic knows no database, no web, no room: it could be published as a library',
      severity: 'error',
      from: { path: '^src/methods/', pathNot: tests },
      to: { path: '^src/(?!methods/)' },
    },
    {
      name: 'platform-knows-no-room',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: tests },
      to: { path: `${any([...rooms, ...porches])}|${top}` },
    },
    ...roomRules,
    ...partRules,
    ...porchRules,
    {
      name: 'demo-only-for-cli',
      comment: 'The demonstration is not part of the program that serves people',
      severity: 'error',
      from: { path: '^src/', pathNot: `${tests}|^src/(demo/|cli|main\\.ts|serve-rooms\\.ts)` },
      to: { path: '^src/demo/' },
    },
    {
      name: 'database-behind-doors',
      comment: 'Only data, commands and schema of a room touch the database',
      severity: 'error',
      from: {
        path: any([...rooms, ...porches]),
        pathNot: `${tests}|^src/[^/]+/${inPart}?(schema\\.ts|data(\\.ts|/)|commands/)|^src/demo/`,
      },
      to: {
        path: '(^|/)node_modules/(drizzle-orm|pg)/|^src/platform/db/(connect|migrate|roles|walls)',
      },
    },
    {
      name: 'gate-is-proven-in-few-places',
      comment: 'A gate made elsewhere would be a permission nobody checked',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: `${tests}|^src/platform/(auth|jobs)/|^src/cli|^src/(main|serve-rooms)\\.ts|^src/demo/`,
      },
      to: { path: '^src/platform/db/prove-gate\\.ts$' },
    },
    {
      name: 'views-do-no-work',
      comment:
        'Views show what they are given; of a command they take the shape of its form, and cannot run it',
      severity: 'error',
      from: { path: `^src/[^/]+/${inPart}?views/`, pathNot: tests },
      to: {
        path: `^src/[^/]+/${inPart}?(data(\\.ts|/)|routes)|^src/platform/(db/(command|scope)|http/web)\\.ts$`,
        // A view may name the type of what data gives it.
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'client-scripts-are-small',
      comment: 'A script for the browser imports no server code',
      severity: 'error',
      from: { path: '\\.client\\.ts$|^src/(field/(app|rules)|hall/rules)/', pathNot: tests },
      to: { path: '^src/platform/(db|auth|http|files|jobs)/|/(data|commands|routes)' },
    },
    {
      name: 'no-development-packages',
      comment: 'A copy for production has no devDependencies',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'packages-are-declared',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
