import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** Every field, those inside collections too, with the path that leads to it. */
export function everyField(properties: INodeProperties[], place = ''): Array<[string, INodeProperties]> {
	return properties.flatMap((property) => {
		const path = `${place}${property.name}`;
		const inner = (
			(property.options ?? []) as Array<INodeProperties | INodePropertyCollection | INodePropertyOptions>
		).flatMap((option) => {
			if ('values' in option) return everyField(option.values, `${path}.${option.name}.`);
			return 'type' in option ? everyField([option], `${path}.`) : [];
		});
		return [[path, property] as [string, INodeProperties], ...inner];
	});
}

/** The fields that a user fills in. */
export const isFilledIn = ({ type }: INodeProperties) => type !== 'notice' && type !== 'hidden';
