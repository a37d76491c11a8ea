import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { examples, type FoundExample } from '../../testkit/examples';
import { PROJECT } from '../runtime/paths';
import { type Workflow, workflowSchema } from '../runtime/workflows';

import { manifestOf } from './manifest';
import { readmeOf } from './readme';
import type { Room } from './room';
import { linkedFiles, relinked, renamed } from './texts';

/** What is the same in every package. */
const SHARED = [
	'tsconfig.json',
	'gulpfile.js',
	'.prettierrc.json',
	'.editorconfig',
	'.gitignore',
	'.npmrc',
	'LICENSE.md',
];

const LINT = `import { config } from '@n8n/node-cli/eslint';

export default config;
`;

const WORKFLOW_OF_TESTS = `name: CI

on:
  pull_request:
  push:
    branches: [main]

permissions:
  contents: read

jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: npm install
      - run: npm run lint
      - run: npm run build
`;

const WORKFLOW_OF_RELEASES = `# Publishes the package when a tag such as 1.2.3 is pushed, with npm's provenance. npm has to trust this workflow by its name; there is no token to keep.
name: Publish

on:
  push:
    tags: ['*.*.*']

permissions:
  contents: read

jobs:
  publish:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      # Lets npm know this workflow, and signs the provenance
      id-token: write
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: npm install
      - run: test "$(node -p "require('./package.json').version")" = "\${{ github.ref_name }}"
      - run: npm run lint
      - run: npm run build
      - run: npm publish --provenance --access public
`;

const textOf = (path: string) => readFileSync(join(PROJECT, path), 'utf8');

/** The nodes of the whole pack that a workflow uses, by their internal names; as a tool a node has a name of its own. */
function packNodesIn(workflow: string): string[] {
	return [...workflow.matchAll(/"n8n-nodes-customer-chat\.(\w+?)(?:Tool)?"/g)].map(([, node]) => node);
}

/** The examples that need no other vendor's nodes. */
export function examplesOf({ nodes }: Room): FoundExample[] {
	return examples.filter(({ name }) =>
		packNodesIn(textOf(`examples/${name}.json`)).every((node) => nodes.includes(node)),
	);
}

/** An example's workflow with the nodes of a room's own package. */
export function workflowOf({ name: packageName }: Room, { name }: FoundExample): Workflow {
	return workflowSchema.parse(JSON.parse(renamed(textOf(`examples/${name}.json`), packageName)));
}

/**
 * Writes a room's own package into an empty folder: sources, page and pictures, examples, README, and what builds, lints and publishes it.
 * @param folder is made anew when it is there
 */
export function writePackage(room: Room, folder: string): void {
	rmSync(folder, { recursive: true, force: true });
	const write = (path: string, text: string) => {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	};
	const page = textOf(room.page);
	const pictures = linkedFiles(room.page, page).filter((file) => file.startsWith('docs/images/'));
	const flows = examplesOf(room).map(({ name }) => `examples/${name}.json`);
	const texts = [...SHARED, ...room.sources, ...room.assets, ...flows];
	const kept = new Set([...texts, ...pictures, room.page, 'README.md', 'package.json']);

	for (const path of texts) write(path, renamed(textOf(path), room.name));
	for (const path of pictures) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		copyFileSync(join(PROJECT, path), join(folder, path));
	}
	const own = (path: string, markdown: string) =>
		write(path, relinked(path, renamed(markdown, room.name), kept));
	own(room.page, page);
	const readme = renamed(textOf('README.md'), room.name);
	write('README.md', relinked('README.md', readmeOf(room, readme, kept), kept));
	write('package.json', `${JSON.stringify(manifestOf(room), null, 2)}\n`);
	write('eslint.config.mjs', LINT);
	write('.github/workflows/ci.yml', WORKFLOW_OF_TESTS);
	write('.github/workflows/publish.yml', WORKFLOW_OF_RELEASES);
}
