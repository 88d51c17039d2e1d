"""The command line: flask casebook …, flask questions …, flask people …."""
