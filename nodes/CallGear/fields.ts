import type { INodeProperties } from 'n8n-workflow';

interface LocatorTexts {
	displayName: string;
	name: string;
	description: string;
	/** The list search behind From List. */
	searchListMethod: string;
	/** e.g. `site`; with its article for the placeholder. */
	thing: string;
	exampleId: string;
	/** What an ID looks like where it is no number. */
	form?: { regex: string; errorMessage: string };
}

const NUMBER = { regex: '^\\s*(?:\\d+\\s*)?$', errorMessage: 'An ID is a number' };

/** A field that picks one thing of the account from a list, or takes its number. */
export function locatorField(texts: LocatorTexts, more: Partial<INodeProperties> = {}): INodeProperties {
	const { displayName, name, description, searchListMethod, thing, exampleId, form = NUMBER } = texts;
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
				validation: [{ type: 'regex', properties: form }],
			},
		],
		...more,
	};
}

/** For what is read or written in the times of the account. */
export const accountTimezoneOption: INodeProperties = {
	displayName: 'Account Time Zone',
	name: 'accountTimezone',
	type: 'string',
	default: '',
	placeholder: 'e.g. Asia/Dubai',
	description:
		'IANA name of the time zone of the CallGear account. Empty: CallGear is asked once per execution, which agents cannot do.',
};

/** For agents, in every node. */
export const userIdOption = locatorField({
	displayName: 'User ID',
	name: 'userId',
	description:
		'Only for agents (partners): the customer user to work for, in place of the one in the credential',
	searchListMethod: 'searchCustomerUsers',
	thing: 'a customer user',
	exampleId: '20017',
});
