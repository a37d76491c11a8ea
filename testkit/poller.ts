import { PollContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';

import { placeTrigger, type TriggerRun } from './placedTrigger';

/** A polling trigger of a published flow. */
export interface Poller {
	/** Polls once; the items that start the flow, none where nothing is new. @throws what the node throws */
	poll: () => Promise<IDataObject[]>;
	/** Fetches a sample, as a test from the editor does. */
	sample: () => Promise<IDataObject[]>;
	/** What n8n keeps with the workflow. */
	kept: () => IDataObject;
}

/** Publishes a trigger that polls, in n8n's own context for it: the first poll is for the caller to make. */
export function poller(run: TriggerRun): Poller {
	const { type, workflow, node, additionalData } = placeTrigger(run);
	const contextOf = (mode: 'trigger' | 'manual') =>
		new PollContext(workflow, node, additionalData, mode, mode === 'manual' ? 'manual' : 'activate');
	const once = async (context: PollContext) => {
		const given = (await type.poll?.call(context)) ?? [[]];
		return given[0].map(({ json }) => json);
	};
	// n8n keeps one context for all polls of a published flow
	const published = contextOf('trigger');
	return {
		poll: async () => await once(published),
		sample: async () => await once(contextOf('manual')),
		kept: () => JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject,
	};
}
