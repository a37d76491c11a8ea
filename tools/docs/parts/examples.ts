import { join } from 'node:path';
import { uniq } from 'lodash';

import { plain, table } from '../markdown';
import type { Material } from '../material';

const FOLDER = 'examples';
const OWN = /^n8n-nodes-customer-chat\.(\w+?)(?:Tool)?$/;

/** How n8n's own ways to start a flow are called here. */
const STARTS: Record<string, string> = {
	'n8n-nodes-base.manualTrigger': 'by hand',
	'n8n-nodes-base.scheduleTrigger': 'schedule',
	'n8n-nodes-base.webhook': 'webhook',
};

interface Workflow {
	name: string;
	nodes: Array<{ type: string }>;
}

/** The table of the importable workflows: what starts each, and which nodes of the pack are in it. */
export function examplesTable({ nodes, filesIn, source }: Material): string {
	const rows = filesIn(FOLDER)
		.filter((file) => file.endsWith('.json'))
		.map((file) => {
			const path = join(FOLDER, file);
			const workflow = JSON.parse(source(path)) as Workflow;
			const types = workflow.nodes.map(({ type }) => type);
			const own = uniq(
				types.flatMap((type) => nodes.get(OWN.exec(type)?.[1] ?? '')?.description.displayName ?? []),
			);
			const start =
				types.flatMap((type) => STARTS[type] ?? []).at(0) ?? own.find((name) => name.endsWith('Trigger'));
			if (start === undefined) throw new Error(`Nothing starts ${path}`);
			return [`[${plain(workflow.name)}](${path})`, start, own.join(', ')];
		});
	return table(['example', 'starts from', 'nodes'], rows);
}
