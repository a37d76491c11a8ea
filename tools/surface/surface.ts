import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { actionContracts, entriesOf, triggerContracts } from '../../testkit/contracts';
import { everyField } from '../../testkit/everyField';
import { runNode } from '../../testkit/n8n';
import { packCredentials, packNodes } from '../../testkit/pack';

/** What a saved workflow or credential holds on to of one field. */
export interface Field {
	type: string;
	default: unknown;
	/** The values of its list, where it has one. */
	values?: unknown[];
}

/** A field may be described several times, for what else is chosen: by its path, e.g. `options.timeout`. */
export type Fields = Record<string, Field[]>;

/** What saved workflows hold on to of one node. */
export interface NodeSurface {
	versions: number[];
	/** The credential types that it takes. */
	credentials: string[];
	/** How many outputs it has. */
	outputs: number;
	fields: Fields;
	/** The keys of its output, by the ways in which it is used, which expressions of the nodes behind it name. */
	keys: Record<string, string[]>;
}

/** All that users have saved once they have used the pack. */
export interface Surface {
	nodes: Record<string, NodeSurface>;
	credentials: Record<string, Fields>;
}

const isValue = (option: object): option is INodePropertyOptions => 'value' in option;

function fieldOf({ type, default: start, options }: INodeProperties): Field {
	const values = (options ?? []).filter(isValue).map(({ value }) => value);
	return { type, default: start ?? null, ...(values.length > 0 ? { values } : {}) };
}

/** The fields of a node or credential as what is saved holds on to them. */
export function fieldsOf(properties: INodeProperties[]): Fields {
	const fields: Fields = {};
	for (const [path, property] of everyField(properties)) {
		if (property.type !== 'notice') (fields[path] ??= []).push(fieldOf(property));
	}
	return fields;
}

/** The paths of all keys of a value; what is in a list has one path for all of its members. */
export function keysOf(value: unknown, place = ''): string[] {
	if (Array.isArray(value)) return [...new Set(value.flatMap((member) => keysOf(member, `${place}[]`)))];
	if (value === null || typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([key, member]) => {
		const path = place === '' ? key : `${place}.${key}`;
		return [path, ...keysOf(member, path)];
	});
}

async function keysOfActions({ vendors, reset }: Sandbox): Promise<Map<string, NodeSurface['keys']>> {
	const found = new Map<string, NodeSurface['keys']>();
	for (const contract of actionContracts) {
		const keys: NodeSurface['keys'] = {};
		for (const entry of entriesOf(contract)) {
			reset();
			const { variant = 'as it comes', ...way } = entry.contract(() => vendors[entry.vendor]);
			way.prepare?.(1);
			const { node, parameters } = way;
			const { main, error } = await runNode({
				node,
				items: [way.item(0)],
				credentials: way.credentials(),
				parameters,
			});
			if (error) throw new Error(`${node} does not take its contract's item: ${error.message}`);
			keys[variant] = [
				...keysOf(main[0].json),
				...Object.keys(main[0].binary ?? {}).map((key) => `(file) ${key}`),
			];
		}
		found.set(contract.node, keys);
	}
	return found;
}

function keysOfTriggers(): Map<string, NodeSurface['keys']> {
	return new Map(
		triggerContracts.map(({ node, samples }) => [
			node,
			Object.fromEntries(Object.entries(samples).map(([title, { item }]) => [title, keysOf(item)])),
		]),
	);
}

/** What the pack offers today: from the descriptions, and from what each node gives against the running sandbox. */
export async function surfaceOf(sandbox: Sandbox): Promise<Surface> {
	const keys = new Map([...(await keysOfActions(sandbox)), ...keysOfTriggers()]);
	const nodes = [...packNodes()].map(([name, { description }]): [string, NodeSurface] => [
		name,
		{
			versions: [description.version].flat(),
			credentials: (description.credentials ?? []).map((credential) => credential.name),
			outputs: Array.isArray(description.outputs) ? description.outputs.length : 1,
			fields: fieldsOf(description.properties),
			keys: keys.get(name) ?? {},
		},
	]);
	const credentials = [...packCredentials()].map(([name, { properties }]): [string, Fields] => [
		name,
		fieldsOf(properties),
	]);
	return { nodes: Object.fromEntries(nodes), credentials: Object.fromEntries(credentials) };
}
