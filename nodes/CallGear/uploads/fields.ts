import type { INodeProperties } from 'n8n-workflow';

import { locatorField } from '../fields';
import { onlyFor } from './onlyFor';

/** The visit, only for what is put together on the node. @param description what it has to do with what is uploaded */
export const visitorSessionField = (description: string): INodeProperties =>
	locatorField(
		{
			displayName: 'Visitor Session',
			name: 'visitorSessionId',
			description,
			searchListMethod: 'searchVisitorSessions',
			thing: 'a visitor session',
			exampleId: '770001',
		},
		onlyFor('fields'),
	);

export const sourceIdField: INodeProperties = locatorField({
	displayName: 'Traffic Source',
	name: 'sourceId',
	description:
		'The traffic source, one of the active ones. With a visitor session, CallGear takes it from the session.',
	searchListMethod: 'searchSources',
	thing: 'a source',
	exampleId: '71',
});

export const visitorNameField: INodeProperties = {
	displayName: 'Visitor Name',
	name: 'visitorName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Zoe Miller',
	description: "The visitor's name",
};
