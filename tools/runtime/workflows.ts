import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { type N8nRest, RestError } from './rest';

const node = z
	.object({
		name: z.string(),
		type: z.string(),
		disabled: z.boolean().optional(),
		parameters: z.record(z.unknown()).default({}),
		credentials: z.record(z.object({ id: z.string().nullish(), name: z.string() })).optional(),
	})
	.passthrough();

/** A workflow as the editor exports and imports it. */
export const workflowSchema = z.object({
	name: z.string(),
	nodes: z.array(node),
	connections: z.record(z.unknown()),
	settings: z.record(z.unknown()).default({}),
});

export type WorkflowNode = z.output<typeof node>;
export type Workflow = z.output<typeof workflowSchema>;

/** A workflow that n8n holds: its id and its newest draft. */
export interface SavedWorkflow {
	id: string;
	versionId: string;
}

const saved = z.object({ id: z.string(), versionId: z.string() });
const list = z.array(z.object({ id: z.string(), name: z.string() }));
const publication = z.object({
	status: z.string(),
	liveVersionId: z.string().nullish(),
	pendingVersionId: z.string().nullish(),
	triggers: z.array(z.object({ errorMessage: z.string().nullish() })).nullish(),
});

const PUBLISH_SECONDS = 30;

/** Creates a workflow, or puts the newest draft under the one of the same name. */
export async function saveWorkflow(n8n: N8nRest, workflow: Workflow): Promise<SavedWorkflow> {
	const all = await n8n.data('GET', '/rest/workflows', list);
	const existing = all.find(({ name }) => name === workflow.name);
	return existing
		? await n8n.data('PATCH', `/rest/workflows/${existing.id}`, saved, workflow)
		: // n8n 1 wants to be told that it is not to be published yet
			await n8n.data('POST', '/rest/workflows', saved, { active: false, ...workflow });
}

/**
 * Publishes a draft and waits until it is what runs: n8n answers before the webhooks and schedules have changed over.
 * @throws RestError when n8n refuses it, an Error when it is not live in time
 */
export async function publishWorkflow(n8n: N8nRest, { id, versionId }: SavedWorkflow): Promise<void> {
	await n8n.call('POST', `/rest/workflows/${id}/activate`, z.unknown(), { versionId });
	const deadline = Date.now() + PUBLISH_SECONDS * 1000;
	for (;;) {
		const state = await publicationOf(n8n, id);
		if (state === undefined) return;
		if (state.status === 'published' && state.liveVersionId === versionId && !state.pendingVersionId) return;
		if (Date.now() > deadline) {
			const reasons = state.triggers?.map(({ errorMessage }) => errorMessage).filter(Boolean) ?? [];
			throw new Error(
				`The workflow was not live after ${PUBLISH_SECONDS} s (${[state.status, ...reasons].join(', ')})`,
			);
		}
		await sleep(100);
	}
}

/**
 * Takes a workflow back, so that its triggers begin anew when it is published: n8n keeps one that runs already as it is. Waits until nothing runs: n8n
 * answers before the triggers have let go.
 *
 * @throws RestError when n8n refuses it, an Error when it is still live then
 */
export async function takeBackWorkflow(n8n: N8nRest, { id }: SavedWorkflow): Promise<void> {
	await n8n.call('POST', `/rest/workflows/${id}/deactivate`, z.unknown(), {});
	const deadline = Date.now() + PUBLISH_SECONDS * 1000;
	while ((await publicationOf(n8n, id))?.liveVersionId) {
		if (Date.now() > deadline) throw new Error(`The workflow was still live after ${PUBLISH_SECONDS} s`);
		await sleep(100);
	}
}

/** How far a publication has come; before 2.34 n8n does not tell, and has done it when it answers. */
async function publicationOf(n8n: N8nRest, id: string): Promise<z.output<typeof publication> | undefined> {
	try {
		return await n8n.data('GET', `/rest/workflows/${id}/publication-status`, publication);
	} catch (caught) {
		if (caught instanceof RestError && caught.status === 404) return undefined;
		throw caught;
	}
}

/** Runs the saved draft by hand from one of its triggers; gives the execution's id. */
export async function runWorkflow(n8n: N8nRest, id: string, trigger: string): Promise<string> {
	// Before 2.0 n8n runs what it is handed
	const workflowData = await n8n.data('GET', `/rest/workflows/${id}`, z.unknown());
	const { executionId } = await n8n.data(
		'POST',
		`/rest/workflows/${id}/run`,
		z.object({ executionId: z.string() }),
		{ workflowData, triggerToStartFrom: { name: trigger } },
	);
	return executionId;
}

const STILL_BUSY = 409;
const DELETE_TRIES = 60;
const DELETE_PAUSE_MS = 250;

/** Deletes a workflow, published or not. */
export async function deleteWorkflow(n8n: N8nRest, id: string): Promise<void> {
	await n8n.call('POST', `/rest/workflows/${id}/deactivate`, z.unknown(), {});
	await n8n.call('POST', `/rest/workflows/${id}/archive`, z.unknown(), {});
	for (let tries = 1; ; tries += 1) {
		try {
			return void (await n8n.call('DELETE', `/rest/workflows/${id}`, z.unknown()));
		} catch (error) {
			// n8n goes on with taking it back after it has answered
			if (!(error instanceof RestError && error.status === STILL_BUSY) || tries === DELETE_TRIES) throw error;
			await sleep(DELETE_PAUSE_MS);
		}
	}
}
