import type { IDataObject } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';

/** What makes a message the end of a chat. https://docs.expertflow.com/cx/4.10/intent */
export const END_CHAT = { intent: 'END_CHAT' };

/** No page shows the body that goes with it: it is an empty text unless there is something to say. @throws Failure when the text cannot be sent */
export function endBody(fields: Fields): IDataObject {
	return { type: 'PLAIN', markdownText: fields.optionalText('text') ?? '' };
}
