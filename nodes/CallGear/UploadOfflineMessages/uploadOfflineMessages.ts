import { uploadHints } from '../meanings';
import type { Kind } from '../uploads/kind';
import { OFFLINE_MESSAGES } from './options';
import { properties } from './properties';
import { readOfflineMessage } from './readOfflineMessage';

/** `upload.offline_messages`: takes all or none. https://callgear.github.io/data_api/communication/upload_offline_messages/ */
export const offlineMessages: Kind = {
	...OFFLINE_MESSAGES,
	ownId: 'Own Message ID',
	method: 'upload.offline_messages',
	list: 'offline_messages',
	properties,
	hints: {
		...uploadHints('upload_offline_messages'),
		invalid_date_time: {
			remedy:
				"The time must not be in the future, and must be later than the beginning of the visitor session, which may be 180 days older at most. If it is the time of this run, n8n's clock may be ahead of CallGear's.",
		},
	},
	find: (context) => ({ found: context.getInputData().map((_, index) => ({ items: [index] })), empty: [] }),
	read: readOfflineMessage,
};
