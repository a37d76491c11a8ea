import { webAddress } from '../../engine/address';
import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { readTextAlong } from '../textAlong';

/**
 * The body of `SendMessage`, `SendUrl`, `SendCustomNotice` or `SendCustomNoticeToAgents`; what is empty stays out.
 * https://docs.genesys.com/Documentation/GWS/latest/API/ChatSend
 * https://docs.genesys.com/Documentation/HTCC/latest/API/ChatSendURL
 * https://docs.genesys.com/Documentation/HTCC/latest/API/ChatSendCustomNoticeToAgents
 *
 * @throws Failure when a field is missing or wrong
 */
export function messageBody(fields: Fields) {
	switch (fields.choice('content')) {
		case 'customNotice':
			return noticeBody(fields);
		case 'url':
			return urlBody(fields);
		default:
			return textBody(fields);
	}
}

function textBody(fields: Fields) {
	const additional = fields.collection('additionalFields');
	return given({
		operationName: 'SendMessage',
		text: fields.text('text'),
		messageType: additional.optionalText('messageType'),
		treatAs: additional.optionalChoice('treatAs'),
	});
}

function urlBody(fields: Fields) {
	return {
		operationName: 'SendUrl',
		url: webAddress(fields.id('url'), fields.label('url')),
		...readTextAlong(fields.collection('additionalFields')),
	};
}

function noticeBody(fields: Fields) {
	const forAll = fields.choice('recipients') === 'all';
	return {
		operationName: forAll ? 'SendCustomNotice' : 'SendCustomNoticeToAgents',
		noticeText: fields.text('noticeText'),
	};
}
