"""Services: rules and state between HTTP and the rest, which know neither requests nor answers."""
