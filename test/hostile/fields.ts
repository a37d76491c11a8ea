import {
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';
import { cloneDeep, get, set } from 'lodash';

import { packNodes } from '../../testkit/pack';

type Path = Array<string | number>;

/** One field of a node that an expression can fill. */
export interface Field {
	/** From the outside in, e.g. `['messages', 'message', 0, 'time']`. */
	path: Path;
	/** As an error names it, e.g. `Messages 1 > Time`. */
	label: string;
	property: INodeProperties;
	/** The collections that it is in. */
	within: Field[];
}

export function descriptionOf(node: string): INodeTypeDescription {
	const type = packNodes().get(node);
	if (!type) throw new Error(`No node called ${node}`);
	return type.description;
}

/** Every field of a node, those inside collections too. A collection itself takes no expression, and a notice nothing at all. */
export function fieldsOf(node: string): Field[] {
	return walk(descriptionOf(node).properties, []).filter(
		({ property: { type } }) => !['collection', 'fixedCollection', 'notice'].includes(type),
	);
}

function walk(properties: INodeProperties[], within: Field[], place: Path = [], prefix = ''): Field[] {
	return properties.flatMap((property) => {
		const { name, displayName, type, options = [], typeOptions } = property;
		const field: Field = { path: [...place, name], label: `${prefix}${displayName}`, property, within };
		const inner = [...within, field];
		if (type === 'collection')
			return [field, ...walk(options as INodeProperties[], inner, field.path, `${field.label} > `)];
		if (type !== 'fixedCollection') return [field];
		const entry = typeOptions?.multipleValues ? [0] : [];
		const groups = (options as INodePropertyCollection[]).flatMap((group) =>
			walk(group.values, inner, [...field.path, group.name, ...entry], `${field.label} 1 > `),
		);
		return [field, ...groups];
	});
}

/** The parameters with an expression in one field. */
export function filled(
	parameters: INodeParameters,
	{ path, property }: Field,
	expression: string,
): INodeParameters {
	const value =
		property.type === 'resourceLocator' ? { __rl: true, mode: 'id', value: expression } : expression;
	return set(cloneDeep(parameters), path, value);
}

/** Whether a user who has set these parameters sees the field. */
export function isShown(
	node: string,
	parameters: INodeParameters,
	{ path, property, within }: Field,
): boolean {
	const description = descriptionOf(node);
	const version = { typeVersion: 1 };
	const all =
		NodeHelpers.getNodeParameters(description.properties, parameters, true, false, version, description) ??
		{};
	const around = path.length > 1 ? ((get(all, path.slice(0, -1)) ?? {}) as INodeParameters) : all;
	return (
		NodeHelpers.displayParameter(around, property, version, description, all) &&
		within.every((outer) => isShown(node, parameters, outer))
	);
}
