import '../testkit/environment';

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import manifest from '../package.json';
import { startSandbox } from '../sandbox';
import { actionContracts, described, entriesOf, titleOf } from '../testkit/contracts';

import { PROJECT } from './runtime/paths';
import { broken } from './surface/broken';
import { savedFlowOf, saveFlow, savedSurface, saveSurface } from './surface/saved';
import { surfaceOf } from './surface/surface';

const USAGE = `npm run surface [-- options]

Says what users have saved of the pack and would find broken: nodes, fields, defaults, credentials, output.

  --write  writes down what is new, so that it is kept from now on. As long as nothing is released, what has changed too
  --help   this text`;

/** Whether users can have saved anything yet: the changelog names a day for a version. */
const isReleased = () =>
	/^## \d+\.\d+\.\d+ \(\d{4}-\d{2}-\d{2}\)$/m.test(readFileSync(join(PROJECT, 'CHANGELOG.md'), 'utf8'));

function saveFlows(released: boolean): void {
	for (const entry of actionContracts.flatMap(entriesOf)) {
		const title = titleOf(entry);
		if (released && savedFlowOf(title)) continue;
		const { node, parameters, item } = described(entry);
		saveFlow(title, `${manifest.name}.${node}`, parameters, item(0));
	}
}

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { write: { type: 'boolean' }, help: { type: 'boolean' } } });
	if (values.help) return console.log(USAGE);
	const sandbox = await startSandbox({});
	try {
		const now = await surfaceOf(sandbox);
		const before = savedSurface();
		const problems = before ? broken(before, now) : [];
		const released = isReleased();
		for (const problem of problems) console.error(problem);
		if (problems.length > 0 && (released || !values.write)) {
			console.error('Users have saved that. CONTRIBUTING.md says how a node changes without breaking it.');
			process.exitCode = 1;
			return;
		}
		if (!values.write) return console.log('All that is saved goes on as it does now.');
		saveSurface(now);
		saveFlows(released);
		console.log('Written to test/saved.');
	} finally {
		await sandbox.stop();
	}
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
