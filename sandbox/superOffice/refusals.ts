import { Answer } from '../vendor';

const SERVICE = 'SuperOffice.Services.Implementation';

/** Refuses with the text in `ErrorMessage`. https://docs.superoffice.com/en/api/web-services/endpoints/rest-webapi/index */
export function refuse(status: number, ErrorType: string, ErrorMessage: string): never {
	throw new Answer(status, { Error: true, ErrorType, ErrorMessage, ErrorSource: SERVICE });
}

/** Refuses an argument: the text sits in `Message` here, so that a client has to know both names. */
export function refuseArgument(Message: string, ErrorType = 'ArgumentException', status = 400): never {
	throw new Answer(status, { Error: true, ErrorType, Message, ErrorSource: SERVICE });
}

/** Refuses in the framework's words, before the call itself is reached. https://docs.superoffice.com/en/api/web-services/endpoints/agents-webapi/index */
export function refuseRequest(status: number, Message: string, MessageDetail?: string): never {
	throw new Answer(status, { Message, MessageDetail });
}

export function wrongMethod(): never {
	return refuseRequest(405, 'The requested resource does not support this http method.');
}
