import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

/** The fields that n8n's editor shows for these values, also those that a collection offers, by their paths; only those that it does not always show. */
export function shownFields(properties: INodeProperties[], values: INodeParameters): string[] {
	const isShown = (property: INodeProperties, around: INodeParameters) =>
		NodeHelpers.displayParameter(around, property, { typeVersion: 1 }, null, values);
	const named = (property: INodeProperties, path: string, around: INodeParameters): string[] => {
		if (!isShown(property, around)) return [];
		const inner = property.type === 'collection' ? (property.options as INodeProperties[]) : [];
		const own = property.displayOptions === undefined ? [] : [`${path}${property.name}`];
		return [...own, ...inner.flatMap((one) => named(one, `${path}${property.name}.`, {}))];
	};
	return properties.flatMap((property) => named(property, '', values));
}
