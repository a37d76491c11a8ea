import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { type Around, defaultOf, describeField } from '../describe';
import { table } from '../markdown';

const EVERYWHERE = 'as in [every node](../README.md#what-all-nodes-share)';

/**
 * The table of a node's fields for its vendor's page, in the order of the node, those in a collection under its name.
 *
 * @param shared names of the options that all nodes have: they get one row together, since the README explains them
 */
export function fieldsTable(properties: INodeProperties[], shared: string[]): string {
	const rows = rowsOf(withoutShared(properties, shared), { root: properties, beside: properties }, []);
	return table(['field', 'needed', 'default', 'what it is'], [...rows, ...sharedRow(properties, shared)]);
}

const isOptions = ({ name }: INodeProperties) => name === 'options';
const innerOf = ({ options = [] }: INodeProperties) => options as INodeProperties[];

function withoutShared(properties: INodeProperties[], shared: string[]): INodeProperties[] {
	return properties.map((field) =>
		isOptions(field)
			? { ...field, options: innerOf(field).filter(({ name }) => !shared.includes(name)) }
			: field,
	);
}

function sharedRow(properties: INodeProperties[], shared: string[]): string[][] {
	return properties.filter(isOptions).flatMap((options) => {
		const fields = innerOf(options).filter(({ name }) => shared.includes(name));
		if (fields.length === 0) return [];
		const names = fields.map(({ displayName }) => displayName).join(', ');
		return [[`${options.displayName} > ${names}`, 'no', fields.map(defaultOf).join(', '), EVERYWHERE]];
	});
}

function rowsOf(fields: INodeProperties[], around: Around, within: string[]): string[][] {
	const filledIn = fields.filter(({ type }) => type !== 'notice' && type !== 'hidden');
	return filledIn.flatMap((field) => {
		const place = [...within, field.displayName];
		const row = [
			place.join(' > '),
			field.required ? 'yes' : 'no',
			defaultOf(field),
			describeField(field, around),
		];
		const lists = listsIn(field);
		const inner = lists.flatMap(({ fields: beside, title }) =>
			rowsOf(beside, { ...around, beside }, title === undefined ? place : [...place, title]),
		);
		// A collection has a row where there is something to say about it
		return lists.length > 0 && row.at(-1) === '' ? inner : [row, ...inner];
	});
}

/** The lists of fields in a collection, with their title where there are several. */
function listsIn(field: INodeProperties): Array<{ title?: string; fields: INodeProperties[] }> {
	if (field.type === 'collection') return [{ fields: innerOf(field) }];
	if (field.type !== 'fixedCollection') return [];
	const groups = (field.options ?? []) as INodePropertyCollection[];
	return groups.map(({ displayName, values }) => ({
		...(groups.length > 1 ? { title: displayName } : {}),
		fields: values,
	}));
}
