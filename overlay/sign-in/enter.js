/** The cookie is set: on to the panel. A redirect wouldn't carry a SameSite=Strict cookie from everywhere. */
location.replace('/panel');
