import type { FoundExample } from '../../testkit/examples';
import type { Say } from '../runtime/progress';
import type { Workflow } from '../runtime/workflows';

import { ensureTables } from './dataTables';
import { runExample } from './run';
import type { Session } from './session';
import type { Outcome } from './table';
import { fillIn, type Imported, importWorkflow, startsFromOutside } from './workflows';

/** An example and its workflow, as a package brings it. */
export interface ExampleFlow {
	example: FoundExample;
	workflow: Workflow;
}

/** What comes of an example whose import or run did not even get to a comparison. */
function brokenExample(example: string, error: unknown): Outcome {
	return { example, vendor: '-', received: '-', problems: [(error as Error).message] };
}

/**
 * Imports examples, all before the first runs, so that the editor shows them even when one fails, and then runs one after the other.
 * @returns what each left at each vendor, beside what it had to leave there
 */
export async function runExamples(
	{ rest, credentials, ...surroundings }: Session,
	flows: ExampleFlow[],
	say: Say,
): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	const imported: Array<{ example: FoundExample; workflow: Imported }> = [];
	say(`Importing ${flows.length} example workflows ...`);
	const tables = await ensureTables(
		rest,
		flows.flatMap(({ example }) => example.tables ?? []),
	);
	for (const { example, workflow } of flows) {
		try {
			const filled = fillIn(workflow, credentials, surroundings.place, tables);
			const draft = !startsFromOutside(filled, example);
			imported.push({ example, workflow: await importWorkflow(rest, filled, { draft }) });
		} catch (error) {
			outcomes.push(brokenExample(example.name, error));
		}
	}
	for (const { example, workflow } of imported) {
		const { name } = workflow.workflow;
		say(`Running "${name}" ...`);
		try {
			outcomes.push(...(await runExample(rest, example, workflow, surroundings)));
		} catch (error) {
			outcomes.push(brokenExample(name, error));
		}
	}
	return outcomes;
}
