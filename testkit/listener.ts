import { TriggerContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';

import { placeTrigger, type TriggerRun } from './placedTrigger';

/** A long-lived trigger that is at work. */
export interface Listener {
	/** The items of each execution that it has started, oldest first. */
	started: IDataObject[][];
	/** What it has told n8n of its end. */
	failures: Error[];
	/** What it has told n8n to show as failed executions, while it went on. */
	shown: Error[];
	/** Ends it, as n8n does when the flow is taken back. */
	stop: () => Promise<void>;
}

/** Runs a trigger's `trigger()` in n8n's own context for it; a test from the editor waits for its event as n8n's does. @throws what the node throws */
export async function listen(run: TriggerRun): Promise<Listener> {
	const { type, workflow, node, additionalData } = placeTrigger(run);
	if (!type.trigger) throw new Error(`${run.node} keeps no connection`);
	const started: IDataObject[][] = [];
	const failures: Error[] = [];
	const shown: Error[] = [];
	const mode = run.mode ?? 'trigger';
	const context = new TriggerContext(
		workflow,
		node,
		additionalData,
		mode,
		run.activation ?? (mode === 'manual' ? 'manual' : 'activate'),
		(items) => void started.push(items[0].map(({ json }) => json)),
		(error) => void failures.push(error),
		(error) => void shown.push(error),
	);
	const made = await type.trigger.call(context);
	if (mode === 'manual') {
		await made?.manualTriggerFunction?.().catch((error: Error) => void failures.push(error));
	}
	return { started, failures, shown, stop: async () => await made?.closeFunction?.() };
}
