import type { IDataObject } from 'n8n-workflow';

import { type Answered, call, type Installation } from '../api';
import { type Delivery, readDelivery } from './delivery';

/** A CIM message. https://docs.expertflow.com/cx/4.10/message-header */
export interface CimMessage extends IDataObject {
	id: string;
	header: IDataObject;
	body: IDataObject;
}

/**
 * `POST /ccm/message/receive`: hands over one message of a customer.
 * https://docs.expertflow.com/cx-knowledgebase/latest/cx-voice-onboarding-guide-complete
 *
 * @throws Failure when it was refused or not delivered, or nobody can tell
 */
export async function receiveMessage(
	installation: Installation,
	message: CimMessage,
): Promise<Answered<Delivery>> {
	const receive = {
		component: 'ccm',
		method: 'POST',
		path: '/message/receive',
		body: message,
		effect: 'writes',
	} as const;
	return await call(installation, receive, readDelivery);
}
