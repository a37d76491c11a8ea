import { pickBy } from 'lodash';
import { type INode, type INodeParameters, type INodeProperties, NodeHelpers } from 'n8n-workflow';

import { everyField, isFilledIn } from '../../testkit/everyField';
import { packNodes } from '../../testkit/pack';

const descriptionOf = (node: string) => packNodes().get(node)!.description;

/** The nodes of a room, which begin with its name. */
export const nodesOf = (room: string) => [...packNodes().keys()].filter((name) => name.startsWith(room));

const SELDOM = /Notice$|^(options|additionalFields)$/;

/** What n8n makes of a node that was just put into a workflow, after its user has set some fields. */
export interface FreshNode {
	/** What must or may be filled in at first sight, with what is in it: neither notices nor collections of what is seldom needed. */
	holds: INodeParameters;
	/** The fields that n8n wants to be filled in before it runs the node; it lets an empty JSON pass. */
	wants: string[];
}

/** A new node, as n8n's own functions fill in and check its fields. */
export function freshNode(node: string, chosen: INodeParameters = {}): FreshNode {
	const description = descriptionOf(node);
	const { name, properties } = description;
	const version = { typeVersion: 1 };
	const holds = NodeHelpers.getNodeParameters(properties, chosen, true, false, version, description) ?? {};
	const placed: INode = { ...version, id: name, name, type: name, position: [0, 0], parameters: holds };
	const { parameters = {} } = NodeHelpers.getNodeParametersIssues(properties, placed, description) ?? {};
	return { holds: pickBy(holds, (_, field) => !SELDOM.test(field)), wants: Object.keys(parameters) };
}

/** The options that every node has, and what belongs to another option. */
const SHARED = ['Concurrency', 'Max Retry Wait', 'Max Tries', 'Send Once Key', 'Timeout'];

/** What a user can add to one of a node's collections, by the labels; without the options of every node. */
export function addable(node: string, collection: string): string[] {
	const field = descriptionOf(node).properties.find(({ name }) => name === collection);
	const labels = ((field?.options ?? []) as INodeProperties[]).map(({ displayName }) => displayName);
	return labels.filter((label) => !SHARED.includes(label));
}

/** Collections that n8n's users know, so that nothing has to be said about them. */
const KNOWN = ['options', 'additionalFields', 'filters'];

const isTold = (text = '') => /^[A-Z].{11}/.test(text);

/** The fields of a node, and the ways to fill in a locator, about which a user is told nothing. */
export function untold(node: string): string[] {
	return everyField(descriptionOf(node).properties)
		.filter(([path, field]) => isFilledIn(field) && !KNOWN.includes(path))
		.flatMap(([path, { description, modes = [] }]) => [
			...(isTold(description) ? [] : [path]),
			...modes
				.filter(({ name, hint }) => !['list', 'url'].includes(name) && !isTold(hint))
				.map(({ name }) => `${path} ${name}`),
		]);
}
