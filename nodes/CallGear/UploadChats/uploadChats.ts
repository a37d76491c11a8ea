import { uploadHints } from '../meanings';
import type { Kind } from '../uploads/kind';
import { findChats, type FoundChat } from './findChats';
import { CHATS } from './options';
import { properties } from './properties';
import { readChat } from './readChat';

/** `upload.chats`: takes all chats or none. https://callgear.github.io/data_api/communication/upload_chats/ */
export const chats: Kind<FoundChat> = {
	...CHATS,
	ownId: 'Own Chat ID',
	method: 'upload.chats',
	list: 'chats',
	properties,
	hints: {
		...uploadHints('Uploading chats from an external system'),
		invalid_date_time: {
			remedy:
				'Times must not be in the future, messages must be later than the start of the chat, and the start later than the visitor session, which may be 180 days older at most.',
		},
	},
	find: findChats,
	read: readChat,
};
