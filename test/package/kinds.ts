import type { INodeTypeDescription } from 'n8n-workflow';

import { everyField } from '../../testkit/everyField';

export const isTrigger = ({ group }: INodeTypeDescription) => group.includes('trigger');

/** What every node has that works on items. */
const ITEM_OPTIONS = ['concurrency', 'maxTries', 'maxRetryWait', 'timeout'].map((name) => `options.${name}`);

/**
 * What a description lacks, or has too much, for a node that works on items, or for one that starts a flow; nothing when all is well.
 *
 * @param destroys whether what it does cannot be undone, so that no AI agent may use it
 */
export function problemsOfKind(description: INodeTypeDescription, destroys = false): string[] {
	const names = everyField(description.properties).map(([path]) => path);
	return isTrigger(description) ? ofTrigger(description, names) : ofAction(description, names, destroys);
}

function ofAction(
	{ usableAsTool, inputs }: INodeTypeDescription,
	names: string[],
	destroys: boolean,
): string[] {
	const ofAgents = destroys ? ['an AI agent could use it'] : ['no AI agent can use it'];
	return [
		...((usableAsTool === true) === destroys ? ofAgents : []),
		...(inputs.length === 1 ? [] : [`it has ${inputs.length} inputs`]),
		...ITEM_OPTIONS.filter((option) => !names.includes(option)).map((option) => `${option} is missing`),
	];
}

function ofTrigger(description: INodeTypeDescription, names: string[]): string[] {
	const { displayName, usableAsTool, inputs, polling, webhooks = [] } = description;
	return [
		...(displayName.endsWith(' Trigger') ? [] : ['its name does not say that it is a trigger']),
		// n8n's linter forbids it
		...(usableAsTool === undefined ? [] : ['an AI agent would be offered it']),
		...(inputs.length === 0 ? [] : [`it has ${inputs.length} inputs`]),
		...ITEM_OPTIONS.filter((option) => names.includes(option)).map((option) => `${option} is for items`),
		// In manual runs n8n would always listen and never fetch
		...(polling && webhooks.length > 0 ? ['it both polls and has webhooks'] : []),
	];
}
