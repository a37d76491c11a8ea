import { sortBy } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import { apiKey360Field, conversationIdField, oauthField, shown } from '../fields';
import { headerFields } from '../messages/fields';

const TAG =
	'A tag for the file; the stored name begins with it. Any text will do. Two files with the same tag and name replace each other, so without it every file gets a tag of its own.';

const ownFields: INodeProperties[] = [
	shown(apiKey360Field, { '/source': ['url'] }),
	{
		displayName: 'Additional Details',
		name: 'additionalDetails',
		type: 'json',
		default: '',
		placeholder: 'e.g. { "album": "router" }',
		description: 'More about the media, as an object. For a file its name is added as fileName.',
	},
	shown({ ...conversationIdField, description: TAG }, { '/source': ['file', 'url'] }),
	shown(oauthField, { '/source': ['url'] }),
	{
		displayName: 'Thumbnail URL',
		name: 'thumbnail',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://files.example.com/preview.jpg',
		description: 'Address of a small preview picture of the media',
	},
];

/** Everything that a message may have beside its media and the two identifiers. */
export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: sortBy([...headerFields, ...ownFields], 'displayName'),
};
