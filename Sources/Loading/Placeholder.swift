// placeholder: replaced by the stage
