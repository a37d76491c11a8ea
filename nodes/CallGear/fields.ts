import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

interface LocatorTexts {
	displayName: string;
	name: string;
	description: string;
	/** The list search behind From List. */
	searchListMethod: string;
	/** e.g. `site`; with its article for the placeholder. */
	thing: string;
	exampleId: string;
}

/** A field that picks one thing of the account from a list, or takes its number. */
export function locatorField(texts: LocatorTexts, more: Partial<INodeProperties> = {}): INodeProperties {
	const { displayName, name, description, searchListMethod, thing, exampleId } = texts;
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${thing}…`,
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${exampleId}`,
				validation: [
					{ type: 'regex', properties: { regex: '^\\s*\\d*\\s*$', errorMessage: 'An ID is a number' } },
				],
			},
		],
		...more,
	};
}

const locator = z.object({ __rl: z.literal(true), value: z.unknown() });

/**
 * The ID that a locator holds. n8n unpacks only locators that stand directly on the node, not those inside collections.
 *
 * @param value as `Fields.raw` gives it
 */
export function locatedId(value: unknown): unknown {
	const inner = locator.safeParse(value).data;
	const id = inner ? inner.value : value;
	return id === '' || id === null ? undefined : id;
}
