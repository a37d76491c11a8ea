import { appendFileSync, cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ProjectCopy } from './copy';

/** Made of an operation that there is, under names of its own: so it stays as good as that one. */
const RENAMED: Array<[RegExp, string]> = [
	[/ExpertflowUploadFileFromUrl/g, 'ExpertflowThrowAway'],
	[/expertflowUploadFileFromUrl/g, 'expertflowThrowAway'],
	[/Expertflow Upload File From URL/g, 'Expertflow Throw Away'],
	[/expertflow-upload-file-from-url/g, 'expertflow-throw-away'],
	// Not in the vendor's path
	[/(?<!\/api\/)\buploadFileFromUrl\b/g, 'throwAway'],
];
const MODEL = 'Expertflow/UploadFileFromUrl';

export const OPERATION = 'Expertflow/ThrowAway';
export const NODE = 'expertflowThrowAway';
export const EXAMPLE = 'throw-away';
export const PAGE = 'docs/expertflow.md';

const renamed = (text: string) => RENAMED.reduce((left, [old, name]) => left.replace(old, name), text);

function edit(file: string, change: (text: string) => string): void {
	writeFileSync(file, change(readFileSync(file, 'utf8')));
}

/** Copies a folder of the model, or some of its files, with the names of the new operation. */
function copyFolder(project: ProjectCopy, root: string, isWanted: (name: string) => boolean): void {
	const folder = project.path(join(root, OPERATION));
	const from = project.path(join(root, MODEL));
	for (const name of readdirSync(from).filter(isWanted)) {
		cpSync(join(from, name), join(folder, name));
		edit(join(folder, name), renamed);
		renameSync(join(folder, name), join(folder, renamed(name)));
	}
}

const workflow = {
	name: 'Throw a file away',
	nodes: [
		{ name: 'By hand', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
		{
			name: 'Throw away',
			type: `n8n-nodes-customer-chat.${NODE}`,
			parameters: { sourceUrl: 'http://127.0.0.1:5816/warranty-card.pdf', channel: 'WEB' },
			credentials: { expertflowApi: { id: 'choose-your-own', name: 'Expertflow' } },
		},
	],
	connections: { 'By hand': { main: [[{ node: 'Throw away', type: 'main', index: 0 }]] } },
};

const beside = `import type { Example } from '../testkit/example';

export const example: Example = {
	holds: ({ dataUrl }) => [
		{
			vendor: 'expertflow',
			kind: 'file',
			compare: ({ fact }) => fact.sourceUrl,
			expected: [\`\${dataUrl}/warranty-card.pdf\`],
		},
	],
};
`;

const page = `
## Expertflow Throw Away

Fetches a file, as in [the example](../examples/${EXAMPLE}.json). Its options are [those of all nodes](../README.md#what-all-nodes-share).

<!-- fields: ${NODE} -->
<!-- end -->
`;

/** Adds an operation to a project as `docs/architecture.md` says: its folders, its line in package.json, its section in the vendor's page, and an example. */
export function addOperation(project: ProjectCopy): void {
	copyFolder(project, 'nodes', () => true);
	copyFolder(project, 'test/nodes', (name) => name === 'contract.ts');
	edit(project.path('package.json'), (text) =>
		text.replace(/^.*UploadFileFromUrl.*\n/m, (line) => line + renamed(line).replace(MODEL, OPERATION)),
	);
	appendFileSync(project.path(PAGE), page);
	writeFileSync(project.path(`examples/${EXAMPLE}.json`), JSON.stringify(workflow));
	writeFileSync(project.path(`examples/${EXAMPLE}.example.ts`), beside);
}
